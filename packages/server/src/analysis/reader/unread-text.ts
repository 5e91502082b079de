import { blobsOutside } from './blobs-outside.ts';
import type { Blob } from './ink-blobs.ts';

/** Rows of letters where no word was recognised, the longest first. */
export function unreadText(
  blobs: readonly Blob[],
  { words, letter }: { words: readonly Blob[]; letter: number },
): Blob[] {
  const letters = blobsOutside(blobs, words)
    .filter(({ left, right, top, bottom }) => {
      const [wide, high] = [right - left, bottom - top];
      return high >= 0.5 * letter && high <= 2.2 * letter && wide <= 6 * letter && wide >= 0.15 * letter;
    })
    .toSorted((one, other) => one.left - other.left);
  const rows: Blob[] = [];
  for (const blob of letters) {
    const row = rows.find(
      (other) =>
        blob.left - other.right <= 1.5 * letter &&
        Math.abs(blob.top + blob.bottom - other.top - other.bottom) <= letter,
    );
    if (!row) {
      rows.push({ ...blob });
      continue;
    }
    row.right = Math.max(row.right, blob.right);
    row.top = Math.min(row.top, blob.top);
    row.bottom = Math.max(row.bottom, blob.bottom);
  }
  return rows
    .filter(({ left, right }) => right - left >= 1.2 * letter)
    .toSorted((one, other) => other.right - other.left - (one.right - one.left));
}
