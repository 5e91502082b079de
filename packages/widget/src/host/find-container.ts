/** Null if `container` is blank. Undefined if the page has no element for `container` yet. */
export function findContainer(container: unknown): Element | null | undefined {
  if ((container ?? '') === '') return null;
  // `instanceof Element` is false for an element that another window's script has made. So `closest` is checked, which
  // text nodes do not have.
  if ((container as Element).closest && (container as Element).ownerDocument === document)
    return container as Element;
  try {
    // The browser turns the value into text.
    return document.querySelector(container as string) ?? undefined;
  } catch {
    // The value is not a valid selector, or cannot become text.
    return undefined;
  }
}
