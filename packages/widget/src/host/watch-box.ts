/**
 * How long the element may be hidden, in ms. The time is not zero, because a page may hide its content while it loads.
 */
const hiddenTimeoutMs = 1000;

/**
 * `onHidden` is called when the element has been invisible for a second, because an invisible modal dialog would still
 * block the page.
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
