/** In milliseconds and pixels. Nobody reads a new screen and chooses something in this time. */
const secondTapMs = 400;
const secondTapDistance = 24;

/**
 * Ignores the second tap of a double tap if the first one has opened another screen. Otherwise it would press what
 * happens to be at the same place there. `currentView` names the screen on show.
 */
export function ignoreSecondTaps(root: HTMLElement, currentView: () => string): void {
  let last = { view: '', time: Number.NEGATIVE_INFINITY, x: 0, y: 0 };
  const onClick = (event: MouseEvent) => {
    // The keyboard also clicks, without a place.
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

/** The browser counts the clicks of a mouse that belong together. Not every browser counts taps. */
const isSingleClick = (event: MouseEvent): boolean =>
  'pointerType' in event && event.pointerType === 'mouse' && event.detail === 1;
