/**
 * The element that the option `container` names, either directly or by a selector. Null if the option is blank.
 * Undefined if there is no such element yet, because the page may add it later.
 */
export function findContainer(container: unknown): Element | null | undefined {
  if (container === undefined || container === null || container === '') return null;
  if (container instanceof Element) return container;
  try {
    return document.querySelector(String(container)) ?? undefined;
  } catch {
    // The text is not a valid selector.
    return undefined;
  }
}
