import { adoptStyles } from './adopt-styles.ts';

/**
 * Returns a function that undoes the lock. Each lock has its own style sheet, so several locks may end in any order.
 */
export function lockScroll(): () => void {
  const { documentElement, body } = document;
  // A gutter replaces the scrollbar, so that the page does not shift.
  const gutter = innerWidth > documentElement.clientWidth ? 'scrollbar-gutter:stable!important' : '';
  // A body with its own `overflow` would become a scroll container, and its content would jump to the top.
  const isScrollContainer = [documentElement, body].every(
    (element) => getComputedStyle(element).overflow !== 'visible',
  );
  return adoptStyles(
    document,
    `html{overflow:hidden!important;${gutter}}${isScrollContainer ? '' : 'body{overflow:visible!important}'}`,
  );
}
