// biome-ignore-all lint/style/noNonNullAssertion: the element is in the page
import type { InputHTMLAttributes } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * The input of a filter. The filter's value is part of the page's address. The text in the input is replaced only when
 * this value changes, because a live page renders every few seconds, and a render must not overwrite a text that is
 * being typed.
 */
export function FilterInput({ value, ...attributes }: InputHTMLAttributes & { value: string }) {
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    input.current!.value = value;
  }, [value]);
  return <input ref={input} spellcheck={false} autoComplete="off" {...attributes} />;
}
