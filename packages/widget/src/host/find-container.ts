/**
 * The element for the option `container`, which is an element or a selector. Null if the option is blank. Undefined if
 * the page has no such element, or has not added it yet.
 */
export function findContainer(container: unknown): Element | null | undefined {
  if ((container ?? '') === '') return null;
  // `instanceof Element` is false for an element that the script of another window has made. So the property `closest`
  // is checked, which every element has. A text node, which cannot contain the widget, does not have it.
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
