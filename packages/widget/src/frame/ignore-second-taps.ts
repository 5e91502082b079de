/**
 * Two taps are a double tap if the second follows the first within this many milliseconds and pixels. Nobody reads a
 * new screen and chooses something in this time.
 */
const secondTapMs = 400;
const secondTapDistance = 24;

/**
 * Ignores the second tap of a double tap if the first tap has opened another screen. Otherwise, the second tap would
 * press the element at the same place on the new screen. `currentView` returns the name of the visible view.
 */
export function ignoreSecondTaps(root: HTMLElement, currentView: () => string): void {
  let last = { view: '', time: Number.NEGATIVE_INFINITY, x: 0, y: 0 };
  const onClick = (event: MouseEvent) => {
    // A click that the keyboard causes has the detail 0 and no position.
    if (event.detail === 0) return;
    const tap = { view: currentView(), time: event.timeStamp, x: event.clientX, y: event.clientY };
    const isNear = Math.hypot(tap.x - last.x, tap.y - last.y) < secondTapDistance;
    const isSecond =
      !isSingleClick(event) && isNear && tap.time - last.time < secondTapMs && tap.view !== last.view;
    last = isSecond ? { ...tap, view: last.view } : tap;
    if (!isSecond) return;
    event.preventDefault();
    event.stopPropagation();
  };
  root.addEventListener('click', onClick, { capture: true });
}

/**
 * Whether this is the first click of a series of mouse clicks. Every browser counts mouse clicks in a series, but not
 * every browser counts taps.
 */
const isSingleClick = (event: MouseEvent): boolean =>
  'pointerType' in event && event.pointerType === 'mouse' && event.detail === 1;
