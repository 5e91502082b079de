import type { Blob } from './ink-blobs.ts';

/** The blobs (areas of connected ink) whose centres lie in none of the words. */
export const blobsOutside = (blobs: readonly Blob[], words: readonly Blob[]): Blob[] =>
  blobs.filter((blob) => !words.some((word) => isCentredIn(blob, word)));

function isCentredIn({ left, right, top, bottom }: Blob, word: Blob): boolean {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return x >= word.left && x <= word.right && y >= word.top && y <= word.bottom;
}
