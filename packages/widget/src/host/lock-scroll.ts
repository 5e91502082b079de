/**
 * Stops the page behind the widget from scrolling, without shifting it. Returns the function that undoes this. Each
 * lock is a style sheet of its own. No value of the page is saved and restored, so widgets and the page's own dialogs
 * may lock and unlock in any order.
 */
export function lockScroll(): () => void {
  const scrollbar = window.innerWidth - document.documentElement.clientWidth;
  const sheet = new CSSStyleSheet();
  // A gutter in place of the scrollbar keeps the page from shifting. Overlay scrollbars need none.
  sheet.replaceSync(
    `html{overflow:hidden!important${scrollbar > 0 ? ';scrollbar-gutter:stable!important' : ''}}`,
  );
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}
