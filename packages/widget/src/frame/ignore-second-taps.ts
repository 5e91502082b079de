/**
 * Two taps are a double tap if the second follows the first within this many milliseconds and pixels. Nobody reads a
 * new screen and chooses something in this time.
 */
const secondTapMs = 400;
const secondTapDistance = 24;

/**
 * Ignores the second tap of a double tap if the first tap has changed the screen. Otherwise, the second tap would press
 * the element that is then at the same place. `currentKey` returns a key of what the screen shows.
 *
 * `shownAt` is the time at which the first screen was shown. A tap just after that time is ignored too, because the
 * first tap may have been on the page's own button.
 *
 * Returns a function that returns how many ms the widget must still stay open. If it closed earlier, the second tap of
 * a double tap would press something on the page.
 */
export function ignoreSecondTaps(
  root: HTMLElement,
  currentKey: () => string,
  shownAt = Number.NEGATIVE_INFINITY,
): () => number {
  let last = { key: '', time: Number.NEGATIVE_INFINITY, x: 0, y: 0 };
  const onClick = (event: MouseEvent) => {
    // A click that the keyboard causes has the detail 0 and no position.
    if (event.detail === 0) return;
    const tap = { key: currentKey(), time: event.timeStamp, x: event.clientX, y: event.clientY };
    const isNear = Math.hypot(tap.x - last.x, tap.y - last.y) < secondTapDistance;
    const isSecond =
      !isSingleClick(event) &&
      (tap.time - shownAt < secondTapMs ||
        (isNear && tap.time - last.time < secondTapMs && tap.key !== last.key));
    last = isSecond ? { ...tap, key: last.key } : tap;
    if (!isSecond) return;
    event.preventDefault();
    event.stopPropagation();
  };
  root.addEventListener('click', onClick, { capture: true });
  return () => last.time + secondTapMs - performance.now();
}

/**
 * Whether this is the first click of a series of mouse clicks. Every browser counts mouse clicks in a series, but not
 * every browser counts taps.
 */
const isSingleClick = (event: MouseEvent): boolean =>
  'pointerType' in event && event.pointerType === 'mouse' && event.detail === 1;
