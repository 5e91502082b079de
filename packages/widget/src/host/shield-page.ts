import { adoptStyles } from './adopt-styles.ts';

/** The second tap of a double tap comes within this time. `ignore-second-taps.ts` has the same number. */
const secondTapMs = 400;

/** Call this when the widget is removed. The second tap of a double tap then does not reach the page. */
export function shieldPage(): void {
  setTimeout(adoptStyles(document, '*{pointer-events:none!important}'), secondTapMs);
}
