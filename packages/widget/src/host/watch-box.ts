/** How long the element may be hidden, in ms. This is not zero, because a page may hide its content while it loads. */
const hiddenTimeoutMs = 1000;

/**
 * Calls `onLost` when the element has left the document. Calls `onHidden` when the element has had no box for a second.
 * An element without a box is invisible. But if the element is a modal dialog, the page behind it still cannot be used.
 * Returns the function that stops watching.
 */
export function watchBox(element: Element, onLost: () => void, onHidden: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const observer = new ResizeObserver(() => {
    clearTimeout(timer);
    if (!element.isConnected) onLost();
    else if (element.getClientRects().length === 0) timer = setTimeout(onHidden, hiddenTimeoutMs);
  });
  observer.observe(element);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
  };
}
