/**
 * Stops the page behind the widget from scrolling, without shifting its content. Returns the function that undoes this.
 * Each lock is a separate style sheet, and no value of the page is saved and restored. So widgets and the page's own
 * dialogs may lock and unlock in any order.
 */
export function lockScroll(): () => void {
  const scrollbar = window.innerWidth - document.documentElement.clientWidth;
  const sheet = new CSSStyleSheet();
  // A gutter replaces the scrollbar, so that the page does not shift. Overlay scrollbars need no gutter.
  sheet.replaceSync(
    `html{overflow:hidden!important${scrollbar > 0 ? ';scrollbar-gutter:stable!important' : ''}}`,
  );
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}
