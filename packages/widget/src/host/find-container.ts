/**
 * The element that the option `container` names, which is an element or a selector. Null if the option is blank.
 * Undefined if there is no such element: the page may add it later.
 */
export function findContainer(container: unknown): Element | null | undefined {
  if (container === undefined || container === null || container === '') return null;
  if (container instanceof Element) return container;
  try {
    return document.querySelector(String(container)) ?? undefined;
  } catch {
    // The text is not a selector.
    return undefined;
  }
}
