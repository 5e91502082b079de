/**
 * Stops the page behind the widget from scrolling, without shifting its content. Returns the function that undoes this.
 * Each lock is a separate style sheet, and no value of the page is saved and restored. So widgets and the page's own
 * dialogs may lock and unlock in any order.
 */
export function lockScroll(): () => void {
  const { documentElement, body } = document;
  const sheet = new CSSStyleSheet();
  // A gutter replaces the scrollbar, so that the page does not shift. Overlay scrollbars need no gutter.
  const gutter = innerWidth > documentElement.clientWidth ? 'scrollbar-gutter:stable!important' : '';
  // While `html` hides its overflow, a body with a value of its own for `overflow` becomes a scroll container, which
  // begins at the top. A body that has been one before the lock stays one, and keeps its place.
  const isScrollContainer = [documentElement, body].every(
    (element) => getComputedStyle(element).overflow !== 'visible',
  );
  sheet.replaceSync(
    `html{overflow:hidden!important;${gutter}}${isScrollContainer ? '' : 'body{overflow:visible!important}'}`,
  );
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}
