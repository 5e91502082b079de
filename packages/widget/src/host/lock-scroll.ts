import { adoptStyles } from './adopt-styles.ts';

/**
 * Stops the page behind the widget from scrolling, without shifting its content. Returns the function that undoes this.
 * Each lock is a separate style sheet, so widgets and the page's own dialogs may lock and unlock in any order.
 */
export function lockScroll(): () => void {
  const { documentElement, body } = document;
  // A gutter replaces the scrollbar, so that the page does not shift. Overlay scrollbars need no gutter.
  const gutter = innerWidth > documentElement.clientWidth ? 'scrollbar-gutter:stable!important' : '';
  // While `html` hides its overflow, a body with a value of its own for `overflow` becomes a scroll container, which
  // begins at the top. A body that has been one before the lock stays one, and keeps its place.
  const isScrollContainer = [documentElement, body].every(
    (element) => getComputedStyle(element).overflow !== 'visible',
  );
  return adoptStyles(
    document,
    `html{overflow:hidden!important;${gutter}}${isScrollContainer ? '' : 'body{overflow:visible!important}'}`,
  );
}
