import { type Blob, blobsOf, inkLevel } from './ink-blobs.ts';
import { cropPicture, type Picture } from './picture.ts';

/** Letters that touch come apart at a darker level, and letters that are broken join at a paler one. */
const levels = [inkLevel, 140, 200, 110];
/** Hyphens, dots and commas are lower than this share of the height of the page's letters. */
const lowest = 0.65;

/** A blob that is wider than this, as a multiple of its height, is two letters that touch. A capital W is narrower. */
const widest = 1.4;

/**
 * The letters and digits in a place of a page, from left to right. `letter` is the usual height of the page's letters.
 * Undefined if they are not `count`, because some of them touch or are broken.
 */
export function glyphsIn(
  picture: Picture,
  place: Blob,
  { letter, count }: { letter: number; count: number },
): Blob[] | undefined {
  const left = Math.max(0, Math.floor(place.left - letter / 4));
  const top = Math.max(0, Math.floor(place.top - letter / 4));
  const right = Math.min(picture.width, Math.ceil(place.right + letter / 4));
  const bottom = Math.min(picture.height, Math.ceil(place.bottom + letter / 4));
  if (right <= left || bottom <= top) return undefined;
  const part = cropPicture(picture, { left, top, width: right - left, height: bottom - top });
  for (const level of levels) {
    const high = joined(blobsOf(part, level)).filter((blob) => blob.bottom - blob.top >= lowest * letter);
    const glyphs = high.length < count ? high.flatMap((blob) => apart(part, blob)) : high;
    if (glyphs.length !== count) continue;
    return glyphs.map((blob) => ({
      left: left + blob.left,
      right: left + blob.right,
      top: top + blob.top,
      bottom: top + blob.bottom,
    }));
  }
  return undefined;
}

/** Cuts a blob of two letters at the palest column between them. */
function apart(picture: Picture, blob: Blob): Blob[] {
  const { left, right, top, bottom } = blob;
  const width = right - left;
  if (width <= widest * (bottom - top)) return [blob];
  let [cut, most] = [left, -1];
  for (let x = Math.ceil(left + width / 3); x < right - width / 3; x++) {
    let light = 0;
    for (let y = top; y < bottom; y++) light += picture.data[y * picture.width + x] as number;
    if (light > most) [cut, most] = [x, light];
  }
  return [
    { ...blob, right: cut },
    { ...blob, left: cut + 1 },
  ];
}

/** Joins blobs that stand above each other: they are parts of one letter. */
function joined(blobs: readonly Blob[]): Blob[] {
  const result: Blob[] = [];
  for (const blob of blobs.toSorted((one, other) => one.left - other.left)) {
    const last = result.at(-1);
    const shared = last ? Math.min(last.right, blob.right) - blob.left : 0;
    if (!last || shared * 2 < Math.min(last.right - last.left, blob.right - blob.left)) {
      result.push({ ...blob });
      continue;
    }
    last.right = Math.max(last.right, blob.right);
    last.top = Math.min(last.top, blob.top);
    last.bottom = Math.max(last.bottom, blob.bottom);
  }
  return result;
}
