import { type Blob, blobsOf, inkLevel, letterHeight } from './ink-blobs.ts';
import { levelAt } from './level-at.ts';
import type { Picture } from './picture.ts';

/** How many letters high and wide a dark bar is at least, so that white text has room in it. */
const least = { high: 1.4, wide: 5 };
/** The share of a bar that is dark. The rest is its text. */
const darkShare = 0.55;

/** A page with more large blobs is no document. */
const mostBars = 40;

/** Makes white text on dark bars, such as the net pay often has, black text on white paper. */
export function invertBars(picture: Picture): Picture {
  const blobs = blobsOf(picture);
  const letter = letterHeight(blobs);
  if (letter === undefined) return picture;
  const data = new Uint8Array(picture.data);
  const large = blobs.filter(
    ({ left, right, top, bottom }) =>
      bottom - top >= least.high * letter && right - left >= least.wide * letter,
  );
  for (const blob of large.slice(0, mostBars)) invert(data, picture, blob);
  return { ...picture, data };
}

/** Inverts a box if most of it is dark. Its usual brightness becomes white. */
function invert(
  data: Uint8Array,
  { data: source, width }: Picture,
  { left, right, top, bottom }: Blob,
): void {
  const counts = new Uint32Array(256);
  for (let y = top; y < bottom; y++) {
    for (let at = y * width + left; at < y * width + right; at++) (counts[source[at] as number] as number)++;
  }
  const pixels = (right - left) * (bottom - top);
  const dark = counts.subarray(0, inkLevel).reduce((sum, count) => sum + count, 0);
  if (dark < darkShare * pixels) return;
  const level = levelAt(counts, dark / 2);
  for (let y = top; y < bottom; y++) {
    // Paper that is seen beside a round corner stays white. Inverted, corners were read as digits.
    let [from, to] = [y * width + left, y * width + right];
    while (from < to && (source[from] as number) >= inkLevel) data[from++] = 255;
    while (to > from && (source[to - 1] as number) >= inkLevel) data[--to] = 255;
    for (let at = from; at < to; at++) {
      data[at] = 255 - Math.max(0, (((source[at] as number) - level) * 255) / (255 - level));
    }
  }
}
