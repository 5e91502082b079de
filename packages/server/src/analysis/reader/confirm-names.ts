import type { Word } from '../layout.ts';
import { employerPlaces } from '../unread-places.ts';
import { boundsOf } from './bounds-of.ts';
import { type Blob, letterHeight } from './ink-blobs.ts';
import type { Picture } from './picture.ts';
import { readPlace } from './read-place.ts';
import { readingSizes } from './reading-sizes.ts';
import { wordsAt } from './words-at.ts';

/**
 * The maximum number of names that are read again. A page shows one employer, but the parsers of different document
 * types may find different names.
 */
const mostNames = 2;
const doubtful = 0.5;

/**
 * Reads the employer's name again in two sizes, because the recogniser may read `Example` as `Fxample` with high
 * confidence.
 */
export async function confirmNames(
  picture: Picture,
  { words, blobs }: { words: Word[]; blobs: Blob[] },
): Promise<Word[]> {
  const letter = letterHeight(blobs);
  if (letter === undefined) return words;
  const result = new Map(words.map((word) => [word, word]));
  for (const box of employerPlaces(words).slice(0, mostNames)) {
    const name = wordsAt(words, box);
    if (name.length === 0) continue;
    const texts: string[][] = [];
    for (const size of readingSizes) {
      const read = await readPlace(picture, boundsOf(name), { letter: letter * size, isSharpened: false });
      texts.push(read.toSorted((one, other) => one.left - other.left).map(({ text }) => text));
    }
    for (const [at, word] of name.entries()) {
      const [one, other] = texts.filter((read) => read.length === name.length).map((read) => read[at]);
      if (one === undefined || (one === word.text && (other ?? one) === word.text)) continue;
      const text = one === other && isOneOff(one, word.text) ? one : word.text;
      result.set(word, { ...word, text, confidence: Math.min(word.confidence, doubtful) });
    }
  }
  return [...result.values()];
}

const isOneOff = (text: string, other: string): boolean =>
  /^[\p{L}.,]+$/u.test(text) &&
  text.length === other.length &&
  [...text].filter((character, at) => character !== other[at]).length === 1;
