// biome-ignore-all lint/style/noNonNullAssertion: the element is in the page
import type { InputHTMLAttributes } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * A live page renders every few seconds. The text is replaced only if `value` changes, so typing is not overwritten.
 */
export function FilterInput({ value, ...attributes }: InputHTMLAttributes & { value: string }) {
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    input.current!.value = value;
  }, [value]);
  return <input ref={input} spellcheck={false} autoComplete="off" {...attributes} />;
}
