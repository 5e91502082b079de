import { adoptStyles } from './adopt-styles.ts';

/** The time within which a second tap follows, as in `ignore-second-taps.ts` of the frame. */
const secondTapMs = 400;

/** Keeps the second tap of a double tap from the page when the widget has just been removed. */
export function shieldPage(): void {
  setTimeout(adoptStyles(document, '*{pointer-events:none!important}'), secondTapMs);
}
