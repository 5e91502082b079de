/**
 * Runs in a page. True if nothing visible moves or loads: no finite animation runs, the widget does not scroll, and
 * visible images are complete. Endless animations, such as that of a spinner, are ignored.
 */
export async function isStill(): Promise<boolean> {
  const scrolled = () => document.querySelector('.body')?.scrollTop;
  const isInSight = (image: HTMLImageElement) => {
    const { top, bottom } = image.getBoundingClientRect();
    const view = image.closest('.body')?.getBoundingClientRect() ?? { top: 0, bottom: innerHeight };
    return bottom > view.top && top < view.bottom;
  };
  const before = scrolled();
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const animations = document.getAnimations().filter(({ playState }) => playState === 'running');
  return (
    scrolled() === before &&
    animations.every(({ effect }) => effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY) &&
    [...document.images].every((image) => image.complete || !isInSight(image))
  );
}
