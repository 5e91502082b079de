import { type Blob, blobsOf, inkLevel } from './ink-blobs.ts';
import { cropPicture, type Picture } from './picture.ts';

/**
 * Pixels darker than a level are ink. The levels are tried in turn: touching letters come apart at a darker level, and
 * the parts of a broken letter join at a paler one.
 */
const levels = [inkLevel, 140, 200, 110];
/** Hyphens, dots and commas are lower than this share of a letter's height. */
const lowest = 0.65;

/**
 * The dots of a colon are lower than this share of a letter's height, and the larger part of a broken letter is taller.
 */
const lowestPart = 0.35;

/**
 * A blob whose width is more than this many times its height is two or more touching letters. A capital W is narrower.
 */
const widestLetter = 1.4;
/** The usual width of a character with the space beside it, as a multiple of its height. */
const usualRatio = 0.72;

/** `isCutOut`: the glyph was cut out of touching characters, so its shape is not exact. */
export interface Glyph extends Blob {
  isCutOut?: boolean;
}

interface Wanted {
  letter: number;
  count: number;
  widest?: number;
}

/** The characters in a place, from left to right. Undefined unless exactly `count` are found. */
export const glyphsIn = (picture: Picture, place: Blob, wanted: Wanted): Glyph[] | undefined =>
  segmentationsOf(picture, place, wanted).next().value ?? undefined;

/** Ways to cut a place into `count` characters, at most one for each level of ink. */
export function* segmentationsOf(
  picture: Picture,
  place: Blob,
  { letter, count, widest = widestLetter }: Wanted,
): Generator<Glyph[]> {
  const left = Math.max(0, Math.floor(place.left - letter / 4));
  const top = Math.max(0, Math.floor(place.top - letter / 4));
  const right = Math.min(picture.width, Math.ceil(place.right + letter / 4));
  const bottom = Math.min(picture.height, Math.ceil(place.bottom + letter / 4));
  if (right <= left || bottom <= top) return;
  const part = cropPicture(picture, { left, top, width: right - left, height: bottom - top });
  for (const level of levels) {
    const high = joined(blobsOf(part, level)).filter(
      (blob) => blob.bottom - blob.top >= lowest * letter && blob.tallest >= lowestPart * letter,
    );
    const glyphs: Glyph[] =
      high.length < count ? high.flatMap((blob) => apart(part, blob, { widest, level })) : high;
    if (glyphs.length !== count) continue;
    yield glyphs.map((blob) => ({
      ...blob,
      left: left + blob.left,
      right: left + blob.right,
      top: top + blob.top,
      bottom: top + blob.bottom,
    }));
  }
}

/** Cuts touching letters apart, as if all were equally wide. Each cut moves to the palest column nearby. */
function apart(picture: Picture, blob: Blob, { widest, level }: { widest: number; level: number }): Blob[] {
  const { left, right, top, bottom } = blob;
  const ratio = (right - left) / (bottom - top);
  if (ratio <= widest) return [blob];
  const parts = Math.max(2, Math.round(ratio / usualRatio));
  const step = (right - left) / parts;
  const cuts = Array.from({ length: parts - 1 }, (_, at) =>
    palestColumn(picture, { ...blob, left: left + (at + 0.67) * step, right: left + (at + 1.33) * step }),
  );
  return [left, ...cuts.map((cut) => cut + 1)].map((from, at) => ({
    ...trimmed(picture, { ...blob, left: from, right: cuts[at] ?? right }, level),
    isCutOut: parts > 2,
  }));
}

function trimmed({ data, width }: Picture, blob: Blob, level: number): Blob {
  const hasInk = (y: number) =>
    data.subarray(y * width + blob.left, y * width + blob.right).some((value) => value < level);
  let { top, bottom } = blob;
  while (top < bottom - 1 && !hasInk(top)) top++;
  while (bottom > top + 1 && !hasInk(bottom - 1)) bottom--;
  return { ...blob, top, bottom };
}

function palestColumn({ data, width }: Picture, { left, right, top, bottom }: Blob): number {
  let [palest, most] = [Math.ceil(left), -1];
  for (let x = palest; x < right; x++) {
    let light = 0;
    for (let y = top; y < bottom; y++) light += data[y * width + x] as number;
    if (light > most) [palest, most] = [x, light];
  }
  return palest;
}

interface Joined extends Blob {
  tallest: number;
}

/** Joins blobs above each other: parts of one letter, or the dots of a colon. */
function joined(blobs: readonly Blob[]): Joined[] {
  const result: Joined[] = [];
  for (const blob of blobs.toSorted((one, other) => one.left - other.left)) {
    const last = result.at(-1);
    const shared = last ? Math.min(last.right, blob.right) - blob.left : 0;
    if (!last || shared * 2 < Math.min(last.right - last.left, blob.right - blob.left)) {
      result.push({ ...blob, tallest: blob.bottom - blob.top });
      continue;
    }
    last.right = Math.max(last.right, blob.right);
    last.top = Math.min(last.top, blob.top);
    last.bottom = Math.max(last.bottom, blob.bottom);
    last.tallest = Math.max(last.tallest, blob.bottom - blob.top);
  }
  return result;
}
