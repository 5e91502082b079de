/**
 * An on-screen keyboard shrinks only the page's visual viewport; a frame inside cannot see that. So the page gives
 * the frame the visible height. Zooming by pinch changes the same figures and must not resize anything.
 */
export function followKeyboard(element: HTMLElement): () => void {
  const viewport = window.visualViewport;
  if (!viewport) return () => {};
  const fit = () => {
    if (viewport.scale > 1.01) return;
    element.style.height = `${viewport.height}px`;
    element.style.top = `${viewport.offsetTop}px`;
  };
  fit();
  viewport.addEventListener('resize', fit);
  viewport.addEventListener('scroll', fit);
  return () => {
    viewport.removeEventListener('resize', fit);
    viewport.removeEventListener('scroll', fit);
  };
}
