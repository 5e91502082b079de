/** How long the element may be hidden, in ms. Some pages hide their content for a short time while they load. */
const hiddenTimeoutMs = 1000;

/** Calls `onHidden` when the element has been hidden for a second. A hidden modal dialog would still block the page. */
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
