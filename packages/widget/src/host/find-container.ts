/** Null if `container` is blank. Undefined if the page has no such element yet. */
export function findContainer(container: unknown): Element | null | undefined {
  if ((container ?? '') === '') return null;
  // `instanceof Element` is false for an element of another window's script. `closest` excludes text nodes.
  if ((container as Element).closest && (container as Element).ownerDocument === document)
    return container as Element;
  try {
    // The browser turns the value into text.
    return document.querySelector(container as string) ?? undefined;
  } catch {
    // Not a valid selector, or not a text.
    return undefined;
  }
}
