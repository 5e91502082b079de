import { adoptStyles } from './adopt-styles.ts';

/**
 * Stops the page behind the widget from scrolling, without shifting its content. Returns the function that undoes this.
 * Each lock is a separate style sheet, so widgets and the page's own dialogs may lock and unlock in any order.
 */
export function lockScroll(): () => void {
  const { documentElement, body } = document;
  // A gutter replaces the scrollbar, so that the page does not shift. Overlay scrollbars need no gutter.
  const gutter = innerWidth > documentElement.clientWidth ? 'scrollbar-gutter:stable!important' : '';
  // If `html` hides its overflow, a body with its own value for `overflow` becomes a scroll container, and its content
  // jumps to the top. A body that was a scroll container before the lock stays one, and keeps its scroll position.
  const isScrollContainer = [documentElement, body].every(
    (element) => getComputedStyle(element).overflow !== 'visible',
  );
  return adoptStyles(
    document,
    `html{overflow:hidden!important;${gutter}}${isScrollContainer ? '' : 'body{overflow:visible!important}'}`,
  );
}
