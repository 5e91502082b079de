import type { Blob } from './ink-blobs.ts';

/** Blobs are areas of connected ink. Their centres count. */
export const blobsOutside = (blobs: readonly Blob[], words: readonly Blob[]): Blob[] =>
  blobs.filter((blob) => !words.some((word) => isCentredIn(blob, word)));

function isCentredIn({ left, right, top, bottom }: Blob, word: Blob): boolean {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return x >= word.left && x <= word.right && y >= word.top && y <= word.bottom;
}
