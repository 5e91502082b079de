/** Two taps within this time (in ms) and this distance (in pixels) are a double tap. */
const secondTapMs = 400;
const secondTapDistance = 24;

/**
 * Ignores the second tap of a double tap, if the first tap has opened a new screen. The second tap would press a button
 * that the user has not seen. The first tap may have been on the page, just before the widget was shown at `shownAt`.
 *
 * Returns a function. It says for how many more ms a closing widget must stay open, so that a second tap does not reach
 * the page.
 */
export function ignoreSecondTaps(
  root: HTMLElement,
  currentKey: () => string,
  shownAt = Number.NEGATIVE_INFINITY,
): () => number {
  let last = { key: '', time: Number.NEGATIVE_INFINITY, x: 0, y: 0 };
  const onClick = (event: MouseEvent) => {
    // A click by keyboard has the detail 0 and no position.
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

/** Only mouse clicks can be counted, because some browsers do not count taps. */
const isSingleClick = (event: MouseEvent): boolean =>
  'pointerType' in event && event.pointerType === 'mouse' && event.detail === 1;
