import type { Blob } from './ink-blobs.ts';

export const boundsOf = (words: readonly Blob[]): Blob => ({
  left: Math.min(...words.map(({ left }) => left)),
  right: Math.max(...words.map(({ right }) => right)),
  top: Math.min(...words.map(({ top }) => top)),
  bottom: Math.max(...words.map(({ bottom }) => bottom)),
});
