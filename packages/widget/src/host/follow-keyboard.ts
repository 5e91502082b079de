// biome-ignore-all lint/style/noNonNullAssertion: each browser that has a modal dialog has a visual viewport
/**
 * Keeps the element within the part of the page that an on-screen keyboard does not cover. Call this while the element
 * is visible. Returns a function that stops this.
 */
export function followKeyboard(element: HTMLElement): () => void {
  const viewport = visualViewport!;
  const fit = () => {
    if (viewport.scale > 1.01) return;
    // The page may set `zoom` on `html` or `body`. Safari does not know `currentCSSZoom`.
    const zoom = element.currentCSSZoom ?? 1;
    element.style.height = `${viewport.height / zoom}px`;
    element.style.top = `${viewport.offsetTop / zoom}px`;
  };
  fit();
  viewport.addEventListener('resize', fit);
  viewport.addEventListener('scroll', fit);
  return () => {
    viewport.removeEventListener('resize', fit);
    viewport.removeEventListener('scroll', fit);
  };
}
