import type { Word } from './layout.ts';
import { usualOfLetters } from './usual-of-letters.ts';

/**
 * Words taller than this multiple of the median height belong to no line. Large amounts reach 3 times that height,
 * watermarks at least 5 times.
 */
const farTaller = 4;

/** The words of a page, divided into those in lines and the others. Each group keeps its order. */
export interface Apart {
  lines: Word[];
  /** Level words that are far taller than the lines, such as the watermark COPY. */
  tall: Word[];
  across: Word[];
}

/** Separates the words in lines from the others. A tall word above all lines is a heading and stays with the lines. */
export function apartFromLines(words: readonly Word[]): Apart {
  const across = words.filter(({ isAside }) => isAside);
  const level = words.filter(({ isAside }) => !isAside);
  const most = farTaller * usualHeight(level);
  const isTall = (word: Word) => heightOf(word) > most;
  const top = Math.min(...level.filter((word) => !isTall(word)).map((word) => word.top));
  const isOverLines = (word: Word) => isTall(word) && word.top > top;
  return {
    lines: level.filter((word) => !isOverLines(word)),
    tall: level.filter(isOverLines),
    across,
  };
}

const heightOf = ({ top, bottom }: Word) => bottom - top;

const usualHeight = (words: readonly Word[]): number =>
  usualOfLetters(words.map((word) => ({ value: heightOf(word), letters: word.text.length })));
