import type { Word } from '../layout.ts';
import { findPaper, type Paper, wholePicture } from './find-paper.ts';
import { flattenLight } from './flatten-light.ts';
import { type Blob, blobsOf } from './ink-blobs.ts';
import { halvePicture, type Picture, type Point } from './picture.ts';
import { reduce } from './skew.ts';

/**
 * Ink is searched for in a copy with sides of at most this many pixels. A pixel is then about a millimetre of A4, and
 * noise averages out.
 */
const searchedSide = 400;
/**
 * Pixels darker than this are ink. White is 255. Text out of focus is grey, but darker than text that shines through
 * the paper.
 */
const faintInk = 228;
/** Ink this close to an edge does not count, because it may be a hole, a staple or a shadow. As a share of the page. */
const border = 0.05;
/**
 * Ink that is longer and thinner than this is a fold or the line of a form. `length` is a share of the page,
 * `thickness` in pixels.
 */
const fold = { length: 0.4, thickness: 4 };
/** The minimum ink of one blob, and of all blobs together, in pixels. A word has about 30. */
const [leastStain, leastInk] = [4, 120];

/** Whether a page shows ink that none of the reliably recognised `words` explains. */
export function showsUnreadInk(original: Picture, words: readonly Word[]): boolean {
  const paper = findPaper(original) ?? wholePicture(original);
  let small = flattenLight(reduce(paper.picture));
  while (Math.max(small.width, small.height) > searchedSide) small = halvePicture(small);
  const rest = withoutWords(small, { words, paper });
  const stains = blobsOf(rest, faintInk).filter((blob) => isStain(blob, rest));
  return stains.reduce((sum, stain) => sum + inkIn(rest, stain), 0) >= leastInk;
}

function withoutWords(
  { data, width, height }: Picture,
  { words, paper }: { words: readonly Word[]; paper: Paper },
): Picture {
  const rest = new Uint8Array(data);
  for (const { box } of words) {
    const [left, top, across, down] = box;
    const corners: Point[] = [
      [left, top],
      [left + across, top],
      [left + across, top + down],
      [left, top + down],
    ];
    const points = corners.map(paper.onPaper);
    const xs = points.map(([x]) => x * width);
    const ys = points.map(([, y]) => y * height);
    const [from, to] = [Math.max(0, Math.floor(Math.min(...xs) - 1)), Math.ceil(Math.max(...xs) + 1)];
    for (
      let y = Math.max(0, Math.floor(Math.min(...ys) - 1));
      y < Math.min(height, Math.max(...ys) + 1);
      y++
    ) {
      rest.fill(255, y * width + from, y * width + Math.max(from, Math.min(width, to)));
    }
  }
  return { data: rest, width, height };
}

function isStain(blob: Blob, picture: Picture): boolean {
  const { left, top, right, bottom } = blob;
  const [across, down] = [(right - left) / picture.width, (bottom - top) / picture.height];
  const [x, y] = [(left + right) / 2 / picture.width, (top + bottom) / 2 / picture.height];
  if (Math.min(x, 1 - x, y, 1 - y) < border) return false;
  const ink = inkIn(picture, blob);
  if (ink < leastStain) return false;
  return Math.max(across, down) <= fold.length || ink > fold.thickness * Math.max(right - left, bottom - top);
}

function inkIn({ data, width }: Picture, { left, top, right, bottom }: Blob): number {
  let ink = 0;
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) if ((data[y * width + x] as number) < faintInk) ink++;
  }
  return ink;
}
