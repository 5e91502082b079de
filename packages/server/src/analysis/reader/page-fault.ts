import type { UnreadableReason } from '@winkwire/contract/resources/archive-reading';
import type { Word } from '../layout.ts';
import type { Picture } from './picture.ts';
import { whyUnreadable } from './why-unreadable.ts';

/** A page with fewer letters counts as a page without text. */
const fewestLetters = 30;
/** With this share of letters in words that were surely recognised, a page was read. */
const readShare = 0.6;
const sure = 0.75;

/**
 * Why the text of a page could not be read, or only in part. Null if it was read. A page whose text was read well may
 * still be cut off.
 */
export function pageFault(picture: Picture, words: readonly Word[]): UnreadableReason | null {
  const letters = lettersOf(words);
  const read = letters >= fewestLetters && lettersOf(words.filter(isSure)) >= readShare * letters;
  const why = whyUnreadable(picture);
  if (read) return why === 'CUT_OFF' ? why : null;
  return why ?? (letters < fewestLetters ? 'NO_TEXT' : null);
}

const isSure = ({ confidence }: Word) => confidence >= sure;
const lettersOf = (words: readonly Word[]) =>
  words.reduce((sum, { text }) => sum + (text.match(/\p{L}/gu)?.length ?? 0), 0);
