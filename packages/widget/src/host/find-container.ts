/**
 * The element for the option `container`, which is an element or a selector. Null if the option is blank. Undefined if
 * the page has no such element, or has not added it yet.
 */
export function findContainer(container: unknown): Element | null | undefined {
  if ((container ?? '') === '') return null;
  // An element may come from the script of another window, whose `Element` is not ours.
  // Only an element has `closest`. A text node has none, and cannot contain the widget.
  if ((container as Element).closest && (container as Element).ownerDocument === document)
    return container as Element;
  try {
    return document.querySelector(String(container)) ?? undefined;
  } catch {
    // The text is not a valid selector.
    return undefined;
  }
}
