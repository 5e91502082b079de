import type { LineAxis } from './line-axis.ts';

/**
 * The minimum difference in brightness between a pale line and the paper on both sides of it. White is 255. The light
 * of the picture has been flattened, so paper varies less.
 */
const leastDepth = 18;
/**
 * How many pixels on each side of a pixel are averaged with it along the line, so that the noise of a camera
 * does not interrupt the line.
 */
const averaged = 3;
/**
 * The maximum difference between a pixel of a line and the mean along the line. It is the difference between the line
 * and the paper, multiplied by `share`, but at least `least`. The pixels of letters vary more.
 */
const variation = { share: 1 / 3, least: 10 };

/** In the result of `ridgesOf`: dark ink that is not part of a thin line, such as text that crosses a line. */
export const crossingInk = 0xffff;

/**
 * Finds thin lines, even pale ones. In a blurred picture a thin line is much paler than the letters, so no single level
 * of ink separates both from the paper. In the result, a pixel is 1 if it is part of a line: it is darker than the
 * paper at `reach` pixels on both sides, and as dark as its neighbours along the line. Other dark ink is `crossingInk`,
 * and the rest is 0.
 */
export function ridgesOf(
  data: Uint8Array,
  { step, length, otherStep, others }: LineAxis,
  reach: number,
): Uint16Array {
  const smooth = smoothed(data, { step, length, otherStep, others });
  const ridges = new Uint16Array(data.length);
  for (let other = reach; other < others - reach; other++) {
    for (let place = 0, at = other * otherStep; place < length; place++, at += step) {
      const value = smooth[at] as number;
      const [before, after] = [
        smooth[at - reach * otherStep] as number,
        smooth[at + reach * otherStep] as number,
      ];
      const depth = Math.min(before, after) - value;
      const varied = Math.abs((data[at] as number) - value);
      if (depth >= leastDepth && varied <= Math.max(variation.least, depth * variation.share)) ridges[at] = 1;
      else if (255 - value >= 3 * leastDepth) ridges[at] = crossingInk;
    }
  }
  return ridges;
}

function smoothed(data: Uint8Array, { step, length, otherStep, others }: LineAxis): Uint8Array {
  const smooth = new Uint8Array(data.length);
  const count = 2 * averaged + 1;
  for (let other = 0; other < others; other++) {
    const start = other * otherStep;
    const valueAt = (place: number) =>
      data[start + (place < 0 ? 0 : place >= length ? length - 1 : place) * step] as number;
    let sum = 0;
    for (let place = -averaged; place <= averaged; place++) sum += valueAt(place);
    for (let place = 0; place < length; place++) {
      smooth[start + place * step] = sum / count;
      sum += valueAt(place + averaged + 1) - valueAt(place - averaged);
    }
  }
  return smooth;
}
