import type { Picture } from './picture.ts';

/** In a picture whose light was flattened, pixels darker than this are ink. White is 255. */
export const inkLevel = 170;

/** An area of connected ink: a letter, a dot, a table's grid. `right` and `bottom` are exclusive. */
export interface Blob {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A page of text has a few thousand letters. One with more than this is full of noise. */
export const mostLetters = 12_000;
/** The maximum number of blobs before touching blobs are joined. One letter may begin as several blobs. */
const mostBlobs = 60_000;

/**
 * Finds blobs by joining the runs of ink in each row with those that they touch in the row above. Returns none if there
 * are more than `mostBlobs`.
 */
export function blobsOf({ data, width, height }: Picture, level = inkLevel): Blob[] {
  const blobs: Blob[] = [];
  const parents: number[] = [];
  const rootOf = (blob: number): number => {
    let root = blob;
    while (parents[root] !== root) root = parents[root] as number;
    parents[blob] = root;
    return root;
  };
  let above: Run[] = [];
  for (let y = 0; y < height; y++) {
    const runs: Run[] = [];
    let first = 0;
    for (const [left, right] of runsIn(data.subarray(y * width, (y + 1) * width), level)) {
      let blob = -1;
      while (first < above.length && (above[first] as Run).right < left) first++;
      for (let index = first; index < above.length && (above[index] as Run).left <= right; index++) {
        const touched = rootOf((above[index] as Run).blob);
        if (blob >= 0 && touched !== blob) {
          parents[touched] = blob;
          join(blobs[blob] as Blob, blobs[touched] as Blob);
        }
        if (blob < 0) blob = touched;
      }
      if (blob < 0) {
        blob = blobs.push({ left, right, top: y, bottom: y + 1 }) - 1;
        parents.push(blob);
        if (blob > mostBlobs) return [];
      } else join(blobs[blob] as Blob, { left, right, top: y, bottom: y + 1 });
      runs.push({ left, right, blob });
    }
    above = runs;
  }
  return blobs.filter((_, blob) => parents[blob] === blob);
}

interface Run {
  left: number;
  right: number;
  blob: number;
}

function runsIn(row: Uint8Array, level: number): [left: number, right: number][] {
  const runs: [left: number, right: number][] = [];
  for (let x = 0; x < row.length; x++) {
    if ((row[x] as number) >= level) continue;
    const left = x;
    while (x < row.length && (row[x] as number) < level) x++;
    runs.push([left, x]);
  }
  return runs;
}

function join(blob: Blob, other: Blob): void {
  blob.left = Math.min(blob.left, other.left);
  blob.top = Math.min(blob.top, other.top);
  blob.right = Math.max(blob.right, other.right);
  blob.bottom = Math.max(blob.bottom, other.bottom);
}

/**
 * The median height of the letters in pixels, usually the height of a lower-case letter. Undefined for fewer than 20
 * letters.
 */
export function letterHeight(blobs: readonly Blob[]): number | undefined {
  const heights = blobs
    .filter(({ left, right, top, bottom }) => {
      const [wide, high] = [right - left, bottom - top];
      return high >= 6 && high <= 120 && wide <= 2.5 * high && high <= 4 * wide;
    })
    .map(({ top, bottom }) => bottom - top)
    .toSorted((one, other) => one - other);
  return heights.length < 20 ? undefined : heights[heights.length >> 1];
}
