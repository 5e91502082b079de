import type { RecognisedWord } from './ocr.ts';

/** A word with at least this confidence counts as reliably recognised. */
const sure = 0.75;
/**
 * A page with fewer letters than this is measured as if it had this many, because a few sure letters say
 * little.
 */
const fewestLetters = 40;

export const isSure = ({ confidence }: Pick<RecognisedWord, 'confidence'>): boolean => confidence >= sure;

/**
 * The share of letters that are in words that count. A word counts if it is upright, was recognised reliably, and has
 * three letters or digits in a row. Words that lie on their side do not count: the recogniser can read them, but in a
 * wrong order, so the page must be turned.
 */
export function shareOfSure(words: readonly RecognisedWord[]): number {
  let letters = 0;
  let surely = 0;
  for (const word of words) {
    letters += word.text.length;
    if (isSure(word) && isUpright(word) && /[\p{L}\d]{3}/u.test(word.text)) surely += word.text.length;
  }
  return letters === 0 ? 0 : surely / Math.max(letters, fewestLetters);
}

const isUpright = ({ left, right, top, bottom }: RecognisedWord): boolean =>
  right - left >= 0.7 * (bottom - top);
