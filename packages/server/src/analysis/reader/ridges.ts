import type { Picture } from './picture.ts';

/**
 * The minimum contrast of a pale line, where white is 255. The paper in the flattened picture varies by less than this.
 */
const leastDepth = 18;
/** Averages this many pixels on both sides, so that a camera's noise does not interrupt a line. */
const averaged = 3;
/** The pixels of a line may vary by `share` of its contrast, and always by `least`. Letters vary more. */
const variation = { share: 1 / 3, least: 10 };

/** Dark ink that is not part of a thin line, such as text that crosses one. */
export const crossingInk = 0xffff;

/**
 * Finds thin horizontal lines, even those that blur has made much paler than letters. In the result, 1 is a line, and
 * `crossingInk` is other dark ink.
 */
export function ridgesOf({ data, width, height }: Picture, reach: number): Uint16Array {
  const smooth = smoothed({ data, width, height });
  const ridges = new Uint16Array(data.length);
  const distance = reach * width;
  for (let at = distance; at < data.length - distance; at++) {
    const value = smooth[at] as number;
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
