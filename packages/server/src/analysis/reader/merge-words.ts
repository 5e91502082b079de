import leven from 'leven';
import { unreadInk } from '../field-kind.ts';
import type { Word } from '../layout.ts';
import type { Box } from '../place.ts';
import { boundsOf } from './bounds-of.ts';
import { isSure } from './share-of-sure.ts';
import type { Seen } from './text-ink.ts';

/** Two texts count as the same if at most this share of their characters differs. */
const similar = 0.34;

type MergedWord = Word & { seen?: Seen };

/**
 * Where the text of a page differs from the words in its picture, the words in the picture count, because a person sees
 * them. The invisible text of a scanner is not reliable. It only corrects letters of which the recogniser was not sure.
 */
export function mergeWords(recognised: readonly Word[], printed: readonly MergedWord[]): Word[] {
  const kept = new Map(recognised.map((word) => [word, word]));
  const added: Word[] = [];
  for (const { seen = 'DARK', ...word } of printed) {
    const below = recognised.filter((other) => isInside(other.box, word.box)).toSorted(fromLeft);
    if (seen !== 'DARK') replace(kept, matches(below, word.text, isCorrection));
    else if (below.length === 0) added.push(word);
    else if (textOf(below) === unreadInk || (isOneCell(below) && isSimilar(word.text, textOf(below)))) {
      for (const other of below) kept.delete(other);
      added.push(inPlaceOf(below, word));
    } else replace(kept, matches(below, word.text, isLike));
  }
  return [...kept.values(), ...added];
}

/** A confidence of 1 is only for text that was read without a picture. */
const mergedConfidence = 0.99;

const inPlaceOf = (words: Word[], { text, box, page }: Word): Word => ({
  ...boundsOf(words),
  text,
  page,
  confidence: mergedConfidence,
  box,
});

const fromLeft = (one: Word, other: Word) => one.left - other.left;

/** Whether all words are close enough together to form one cell. `words` goes from left to right. */
const isOneCell = (words: readonly Word[]): boolean =>
  words.every((word, index) => {
    const before = words[index - 1];
    return (
      !before || word.left - before.right <= Math.max(word.bottom - word.top, before.bottom - before.top)
    );
  });

type Accepts = (printed: string, recognised: Word) => boolean;

const isLike: Accepts = (printed, { text }) => isSimilar(printed, text);

/**
 * Finds the piece of a printed line for each recognised word. A program may print a whole line as one text over several
 * columns.
 */
function matches(words: readonly Word[], line: string, accepts: Accepts): Map<Word, Word> {
  const pieces = line.trim().split(/\s+/).slice(0, mostPieces);
  const found = new Map<Word, Word>();
  let next = 0;
  for (const word of words) {
    const at = pieces.findIndex((piece, index) => index >= next && accepts(piece, word));
    if (at < 0) continue;
    found.set(word, { ...word, text: pieces[at] as string, confidence: confidenceOf(word, accepts) });
    next = at + 1;
  }
  return found;
}

/** The maximum number of pieces of a printed line. A real line has far fewer words. */
const mostPieces = 100;

const confidenceOf = ({ confidence }: Word, accepts: Accepts): number =>
  accepts === isCorrection ? confidence : mergedConfidence;

function replace(kept: Map<Word, Word>, found: ReadonlyMap<Word, Word>): void {
  for (const [word, by] of found) if (kept.has(word)) kept.set(word, by);
}

const isCorrection: Accepts = (printed, word) =>
  !isSure(word) && digitsOf(printed) === digitsOf(word.text) && isLike(printed, word);

const digitsOf = (text: string) => text.replace(/\D/g, '');

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

const textOf = (words: readonly Word[]) => words.map(({ text }) => text).join('');

function isSimilar(printed: string, recognised: string): boolean {
  const [one, other] = [fold(printed), fold(recognised)];
  if (Math.abs(one.length - other.length) > one.length) return false;
  return leven(one, other) <= similar * Math.max(one.length, other.length);
}

const fold = (text: string) => text.replace(/\s/g, '').toLowerCase().slice(0, 300);
