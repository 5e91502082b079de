import type { Word } from '../layout.ts';
import { glyphsIn } from './glyphs-in.ts';
import type { Blob } from './ink-blobs.ts';
import type { Picture } from './picture.ts';

/**
 * How the recogniser may read an amount with `S$`: as `$8`, `$5`, `$$` or `§$`. But `$8` and `$5` may also be a `$` and
 * a digit.
 */
const doubtfulSign = /^[S§$][S§$58](\d[\d.,]+\d)$/;
/** The `S` or the `$` was read twice, as in `S$$1,234`. */
const doubledSign = /^[S§$]{3}(\d[\d.,]+\d)$/;
/** A dollar sign is at least this many times as high as digits. */
const higher = 1.1;
/** The characters of `S$` often touch, and are cut apart if they are wider than this multiple of their height. */
const widest = 1.05;

/** Finds out by the heights of the glyphs whether an amount begins with `S$`, or with `$` and a digit. */
export function settleSign<Text extends Pick<Word, 'text'> & Blob>(
  picture: Picture,
  word: Text,
  letter: number,
): Text {
  const amount = (doubtfulSign.exec(word.text) ?? doubledSign.exec(word.text))?.[1];
  if (!amount) return word;
  const count = 2 + amount.replace(/[.,]/g, '').length;
  const glyphs = glyphsIn(picture, word, { letter, count, widest });
  if (!glyphs) return word;
  const heights = glyphs.map(({ top, bottom }) => bottom - top);
  const digits = heights.slice(2).toSorted((one, other) => one - other);
  const least = higher * (digits[digits.length >> 1] as number);
  const [first = 0, second = 0] = heights;
  const [isFirst, isSecond] = [first >= least, second >= least];
  if (isSecond && second > first) return { ...word, text: `S$${amount}` };
  const isDigit = isFirst && /^\D\d/.test(word.text);
  return isDigit ? { ...word, text: `$${word.text.slice(1)}` } : word;
}
