/** Stops the page behind the widget from scrolling, without shifting it. Returns the function that undoes this. */
export function lockScroll(): () => void {
  const { style } = document.documentElement;
  const before = { overflow: style.overflow, gutter: style.scrollbarGutter };
  const scrollbar = window.innerWidth - document.documentElement.clientWidth;
  // A gutter in place of the scrollbar keeps the page from shifting. Overlay scrollbars need none.
  if (scrollbar > 0) style.scrollbarGutter = 'stable';
  style.overflow = 'hidden';
  return () => {
    style.overflow = before.overflow;
    style.scrollbarGutter = before.gutter;
  };
}
