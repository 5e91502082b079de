/** Stops the page from scrolling behind the widget, without moving it. Returns the function that gives scrolling back. */
export function lockScroll(): () => void {
  const { style } = document.documentElement;
  const before = { overflow: style.overflow, gutter: style.scrollbarGutter };
  const scrollbar = window.innerWidth - document.documentElement.clientWidth;
  // The gutter stays where the scrollbar was, so nothing shifts; overlay scrollbars need none.
  if (scrollbar > 0) style.scrollbarGutter = 'stable';
  style.overflow = 'hidden';
  return () => {
    style.overflow = before.overflow;
    style.scrollbarGutter = before.gutter;
  };
}
