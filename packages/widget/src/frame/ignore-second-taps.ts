/**
 * A double tap has its second tap within this time in ms and this distance in pixels. Nobody reads a new screen and
 * chooses something in this time.
 */
const secondTapMs = 400;
const secondTapDistance = 24;

/**
 * The second tap of a double tap would press what the new screen has there, so it is ignored. The first tap may have
 * been on the page, just before `shownAt`.
 *
 * Returns how many ms the widget must still stay open, so that the second tap does not reach the page.
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

/** Whether this is the first mouse click of a series. Not every browser counts taps. */
const isSingleClick = (event: MouseEvent): boolean =>
  'pointerType' in event && event.pointerType === 'mouse' && event.detail === 1;
