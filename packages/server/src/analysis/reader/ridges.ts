import type { Picture } from './picture.ts';

/**
 * The minimum difference in brightness between a pale line and the paper on both sides of it. White is 255. The light
 * of the picture has been flattened, so the brightness of the paper varies by less than this.
 */
const leastDepth = 18;
/**
 * Each pixel is averaged with this many pixels before it and as many after it in its row. So the noise of a camera
 * does not interrupt a line.
 */
const averaged = 3;
/**
 * How much darker or lighter a pixel may be than the mean along its line: at most `share` of the contrast between the
 * line and the paper, or `least` if that is more. Within letters, the brightness varies more.
 */
const variation = { share: 1 / 3, least: 10 };

/** In the result of `ridgesOf`: dark ink that is not part of a thin line, such as text that crosses a line. */
export const crossingInk = 0xffff;

/**
 * Finds thin horizontal lines, even pale ones. In a blurred picture, a thin line is much paler than the letters, so no
 * single level of ink separates both from the paper. In the result, a pixel is 1 if it is part of a line: it is darker
 * than the paper at `reach` pixels above and below it, and as dark as its neighbours along the line. Other dark ink is
 * `crossingInk`, and the rest is 0.
 */
export function ridgesOf({ data, width, height }: Picture, reach: number): Uint16Array {
  const smooth = smoothed({ data, width, height });
  const ridges = new Uint16Array(data.length);
  const distance = reach * width;
  for (let at = distance; at < data.length - distance; at++) {
    const value = smooth[at] as number;
    // Most pixels are paper, for which the result is 0.
    if (value > 255 - leastDepth) continue;
    const depth = Math.min(smooth[at - distance] as number, smooth[at + distance] as number) - value;
    const varied = Math.abs((data[at] as number) - value);
    if (depth >= leastDepth && varied <= Math.max(variation.least, depth * variation.share)) ridges[at] = 1;
    else if (255 - value >= 3 * leastDepth) ridges[at] = crossingInk;
  }
  return ridges;
}

const count = 2 * averaged + 1;
/** `means[sum]` is the mean of `count` pixels whose values add up to `sum`. */
const means = Uint8Array.from({ length: 255 * count + 1 }, (_, sum) => sum / count);

/** The mean of each pixel and its neighbours in its row. */
function smoothed({ data, width, height }: Picture): Uint8Array {
  const smooth = new Uint8Array(data.length);
  // A row with its first and its last pixel repeated, so that all of its pixels have neighbours.
  const row = new Uint8Array(width + count);
  for (let y = 0, at = 0; y < height; y++) {
    row.set(data.subarray(y * width, (y + 1) * width), averaged);
    row
      .fill(row[averaged] as number, 0, averaged)
      .fill(row[averaged + width - 1] as number, averaged + width);
    let sum = 0;
    for (let x = 0; x < count; x++) sum += row[x] as number;
    for (let x = 0; x < width; x++, at++) {
      smooth[at] = means[sum] as number;
      sum += (row[x + count] as number) - (row[x] as number);
    }
  }
  return smooth;
}
