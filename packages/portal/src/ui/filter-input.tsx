import type { InputHTMLAttributes } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Shows what the address says when that changes, and else leaves alone what is being typed: a live page renders
 * every few seconds.
 */
export function FilterInput({ value, ...attributes }: InputHTMLAttributes & { value: string }) {
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    input.current!.value = value;
  }, [value]);
  return <input ref={input} spellcheck={false} autoComplete="off" {...attributes} />;
}
