import type { Word } from '../layout.ts';
import { type Box, isCentredIn } from '../place.ts';

/** The words whose centres lie in a box, from left to right. */
export const wordsAt = (words: readonly Word[], box: Box): Word[] =>
  words.filter((word) => isCentredIn(word.box, box)).toSorted((one, other) => one.left - other.left);
