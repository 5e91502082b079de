import { adoptStyles } from './adopt-styles.ts';

/**
 * Stops the page from scrolling, and returns a function that undoes it. Each lock has its own style sheet, so they may
 * end in any order.
 */
export function lockScroll(): () => void {
  const { documentElement, body } = document;
  // A gutter replaces the scrollbar, so that the page does not shift.
  const gutter = innerWidth > documentElement.clientWidth ? 'scrollbar-gutter:stable!important' : '';
  // A body with its own `overflow` would become a scroll container, and its content would jump to the top. One that was
  // a scroll container before stays one.
  const isScrollContainer = [documentElement, body].every(
    (element) => getComputedStyle(element).overflow !== 'visible',
  );
  return adoptStyles(
    document,
    `html{overflow:hidden!important;${gutter}}${isScrollContainer ? '' : 'body{overflow:visible!important}'}`,
  );
}
