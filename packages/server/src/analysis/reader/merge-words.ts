import leven from 'leven';
import { unreadInk } from '../field-kind.ts';
import type { Word } from '../layout.ts';
import type { Box } from '../place.ts';
import { boundsOf } from './bounds-of.ts';

/** A recognised and a printed text count as the same if at most this share of their characters differs. */
const similar = 0.34;

/**
 * Merges two lists: the printed words, which a page contains as text, and the words that were recognised in its
 * picture. Where the two say the same, the printed words replace the recognised ones, because they are exact. Where
 * they differ, the recognised words count, because the picture is what a person sees. Printed words also count where
 * nothing was recognised in the picture, and where the picture shows ink that was not read.
 */
export function mergeWords(recognised: Word[], printed: Word[]): Word[] {
  const kept = new Set(recognised);
  const added: Word[] = [];
  for (const word of printed) {
    const below = recognised.filter((other) => isInside(other.box, word.box));
    if (below.length === 0) added.push(word);
    else if (textOf(below) === unreadInk || isSimilar(word.text, textOf(below))) {
      for (const other of below) kept.delete(other);
      added.push(inPlaceOf(below, word));
    }
  }
  return [...kept, ...added];
}

/** The printed text, in the coordinates of the recognised words that it replaces. */
function inPlaceOf(words: Word[], { text, confidence, box, page }: Word): Word {
  return {
    ...boundsOf(words),
    text,
    page,
    confidence,
    box,
  };
}

function isInside(
  [left, top, width, height]: Box,
  [outerLeft, outerTop, outerWidth, outerHeight]: Box,
): boolean {
  const [x, y] = [left + width / 2, top + height / 2];
  return (
    x >= outerLeft &&
    x <= outerLeft + outerWidth &&
    y >= outerTop - height / 2 &&
    y <= outerTop + outerHeight + height / 2
  );
}

const textOf = (words: Word[]) =>
  words
    .toSorted((one, other) => one.left - other.left)
    .map(({ text }) => text)
    .join('');

function isSimilar(printed: string, recognised: string): boolean {
  const [one, other] = [fold(printed), fold(recognised)];
  if (Math.abs(one.length - other.length) > one.length) return false;
  return leven(one, other) <= similar * Math.max(one.length, other.length);
}

const fold = (text: string) => text.replace(/\s/g, '').toLowerCase().slice(0, 300);
