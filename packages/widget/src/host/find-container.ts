import { unlessItThrows } from './unless-it-throws.ts';

/** Null if `container` is blank. Undefined if the page has no element for `container` yet. */
export function findContainer(container: unknown): Element | null | undefined {
  if ((container ?? '') === '') return null;
  // `instanceof Element` would be false for elements that a script of another window has made. Unlike elements, text
  // nodes have no `closest`.
  if ((container as Element).closest && (container as Element).ownerDocument === document)
    return container as Element;
  // Throws if the value is not a valid selector, or cannot become text.
  return unlessItThrows(() => document.querySelector(container as string)) ?? undefined;
}
