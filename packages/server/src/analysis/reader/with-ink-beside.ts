import type { Blob } from './ink-blobs.ts';

/** The maximum distance between neighbouring letters of a word, as a multiple of their height. */
const inWord = 0.6;
/** The maximum distance between neighbouring words of a line, as a multiple of the letters' height. */
export const inLine = 1.5;

/**
 * Extends a place to both sides by ink of the same word. If `reach` is `inLine`, ink of the same line counts too.
 * `blobs` is the ink that no other word explains.
 */
export function withInkBeside(
  place: Blob,
  blobs: readonly Blob[],
  { letter, reach = inWord }: { letter: number; reach?: number },
): Blob {
  const middle = (place.top + place.bottom) / 2;
  const inRow = blobs.filter(
    ({ left, right, top, bottom }) =>
      Math.abs((top + bottom) / 2 - middle) <= letter / 2 &&
      bottom - top <= 2 * letter &&
      right - left <= 4 * letter,
  );
  let { left, right } = place;
  for (const blob of inRow.toSorted((one, other) => one.left - other.left))
    if (blob.left - right <= reach * letter && blob.right > right && blob.left > left) right = blob.right;
  for (const blob of inRow.toSorted((one, other) => other.right - one.right))
    if (left - blob.right <= reach * letter && blob.left < left && blob.right < right) left = blob.left;
  return { ...place, left, right };
}
