// biome-ignore-all lint/style/noNonNullAssertion: each browser that has a modal dialog has a visual viewport
/**
 * Fits the element into the visual viewport. An on-screen keyboard shrinks only this viewport, which the frame cannot
 * observe. A pinch zoom shrinks it too, but must not resize the element. Returns the function that stops the fitting.
 * The element must be visible, because the zoom of an invisible one is unknown.
 */
export function followKeyboard(element: HTMLElement): () => void {
  const viewport = visualViewport!;
  const fit = () => {
    if (viewport.scale > 1.01) return;
    // The page may set `zoom` on `html` or `body`. Safari does not know the property `currentCSSZoom`.
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
