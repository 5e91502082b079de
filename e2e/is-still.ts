/** Runs in a page. True if nothing visible moves or loads, other than endless animations, such as a spinner. */
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
