import { levelAt } from './level-at.ts';
import type { Picture } from './picture.ts';
import { inkOf, reduce } from './skew.ts';

/** What is wrong with a photograph, so that a person can take a better one. */
export type Unreadable = 'DARK' | 'BLURRED' | 'CUT_OFF';

/** If the paper is darker than this, the picture was taken in too little light. White is 255. */
const darkest = 90;
/** The letters are blurred if their sharpest edges have less than this share of the contrast between paper and ink. */
const leastSharpness = 0.2;
/** An edge of the picture with at least this many letters cuts off lines of text. */
const fewestCut = 8;

/** Finds out from the pixels why a page cannot be read. For a page that was read, only `CUT_OFF` matters. */
export function whyUnreadable(picture: Picture): Unreadable | null {
  const small = reduce(picture);
  const paper = brightnessAt(small, 0.9);
  if (paper < darkest) return 'DARK';
  if (sharpnessOf(small, paper) < leastSharpness) return 'BLURRED';
  return lettersOnEdge(small, paper) >= fewestCut ? 'CUT_OFF' : null;
}

function brightnessAt({ data }: Picture, share: number): number {
  const counts = new Uint32Array(256);
  for (const value of data) (counts[value] as number)++;
  return levelAt(counts, data.length * share);
}

/** The contrast of neighbouring pixels at the sharpest edges, as a share of the contrast between paper and ink. */
function sharpnessOf({ data, width, height }: Picture, paper: number): number {
  const steps = new Uint32Array(256);
  for (let y = 0; y < height - 1; y++) {
    for (let at = y * width; at < (y + 1) * width - 1; at++) {
      const value = data[at] as number;
      const step = Math.max(
        Math.abs(value - (data[at + 1] as number)),
        Math.abs(value - (data[at + width] as number)),
      );
      (steps[step] as number)++;
    }
  }
  const ink = brightnessAt({ data, width, height }, 0.01);
  return levelAt(steps, width * height * 0.99) / Math.max(1, paper - ink);
}

function lettersOnEdge(picture: Picture, paper: number): number {
  const { xs, ys, length } = inkOf(picture);
  const rows: [Set<number>, Set<number>] = [new Set(), new Set()];
  for (let index = 0; index < length; index++) {
    const [x, y] = [xs[index] as number, ys[index] as number];
    const isLeft = x <= 1;
    if (!isLeft && x < picture.width - 2) continue;
    if (isOnPaper(picture, { y, from: isLeft ? 0 : picture.width - nearEdge, paper }))
      rows[isLeft ? 0 : 1].add(y);
  }
  return Math.max(...rows.map(countApart));
}

/**
 * In pixels. Ink at an edge counts only if there is paper this close to the edge, because noise around a page looks
 * like ink.
 */
const nearEdge = 12;

function isOnPaper(
  { data, width }: Picture,
  { y, from, paper }: { y: number; from: number; paper: number },
): boolean {
  const row = data.subarray(y * width + from, y * width + from + nearEdge);
  return row.some((value) => value > 0.8 * paper);
}

/** Counts neighbouring rows only once, so that a black border counts as one letter. */
const countApart = (rows: Set<number>): number => [...rows].filter((row) => !rows.has(row - 1)).length;
