import { adoptStyles } from './adopt-styles.ts';

/** The second tap of a double tap follows within this time, as `ignore-second-taps.ts` of the frame says. */
const secondTapMs = 400;

/**
 * Keeps taps from the page for a moment after the widget has gone. The user may have tapped a button of the widget, and
 * a second tap would press what the page has at the same place. The keyboard and the page's own `focus()` still work.
 */
export function shieldPage(): void {
  setTimeout(adoptStyles(document, '*{pointer-events:none!important}'), secondTapMs);
}
