import type { RecognisedWord } from './ocr.ts';

const sure = 0.75;
/** A page with fewer letters than this is measured as if it had this many, because a few sure letters say little. */
const fewestLetters = 40;

export const isSure = ({ confidence }: Pick<RecognisedWord, 'confidence'>): boolean => confidence >= sure;

/**
 * The share of letters in reliably recognised words. Words on their side do not count, because the recogniser reads
 * them in a wrong order.
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
