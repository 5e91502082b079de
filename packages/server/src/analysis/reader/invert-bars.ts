import { type Blob, blobsOf, inkLevel, letterHeight } from './ink-blobs.ts';
import { levelAt } from './level-at.ts';
import type { Picture } from './picture.ts';

/** The minimum size of a bar, in multiples of a letter's height. A smaller bar has no room for white text. */
const least = { high: 1.4, wide: 5 };
/** At least this share of a bar is dark. The rest is its text. */
const darkShare = 0.55;

/** This share of a bar's edges is dark. Touching letters look like a bar, but have gaps there. */
const edgeShare = 0.85;
/** The part of a bar's height that counts as near an edge. It is not zero, because a bar may be a little tilted. */
const nearEdge = 0.2;

/** At most this many large blobs of a page are examined. A document has fewer. */
const mostBars = 40;

/** Turns white text on dark bars black. Payslips often show the net pay on such a bar. */
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

/** Inverts a blob if it is a dark bar. The usual brightness of the bar becomes white. */
function invert(data: Uint8Array, picture: Picture, blob: Blob): void {
  const { data: source, width } = picture;
  const { left, right, top, bottom } = blob;
  const counts = new Uint32Array(256);
  for (let y = top; y < bottom; y++) {
    for (let at = y * width + left; at < y * width + right; at++) (counts[source[at] as number] as number)++;
  }
  const pixels = (right - left) * (bottom - top);
  const dark = counts.subarray(0, inkLevel).reduce((sum, count) => sum + count, 0);
  if (dark < darkShare * pixels || !hasDarkEdges(picture, blob)) return;
  const level = levelAt(counts, dark / 2);
  for (let y = top; y < bottom; y++) {
    // Paper beside a round corner stays white. Otherwise, the recogniser would read the black corners as digits.
    let [from, to] = [y * width + left, y * width + right];
    while (from < to && (source[from] as number) >= inkLevel) data[from++] = 255;
    while (to > from && (source[to - 1] as number) >= inkLevel) data[--to] = 255;
    for (let at = from; at < to; at++) {
      data[at] = 255 - Math.max(0, (((source[at] as number) - level) * 255) / (255 - level));
    }
  }
}

function hasDarkEdges({ data, width }: Picture, { left, right, top, bottom }: Blob): boolean {
  const near = Math.max(1, Math.round(nearEdge * (bottom - top)));
  const isDark = (x: number, from: number) => {
    for (let y = from; y < from + near; y++) if ((data[y * width + x] as number) < inkLevel) return true;
    return false;
  };
  let columns = 0;
  for (let x = left; x < right; x++) if (isDark(x, top) && isDark(x, bottom - near)) columns++;
  return columns >= edgeShare * (right - left);
}
