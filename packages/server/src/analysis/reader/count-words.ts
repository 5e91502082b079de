import type { Word } from '../layout.ts';

/** Counts the words in pieces of text, because a PDF may contain a whole line as one piece. */
export const countWords = (pieces: readonly Word[]): number =>
  pieces.reduce((sum, { text }) => sum + text.split(/\s+/).filter(Boolean).length, 0);
