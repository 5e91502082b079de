import type { UnreadableReason } from '@winkwire/contract/resources/archive-reading';
import type { Word } from '../layout.ts';
import type { Picture } from './picture.ts';
import { isSure } from './share-of-sure.ts';
import { showsUnreadInk } from './shows-unread-ink.ts';
import { whyUnreadable } from './why-unreadable.ts';

/** A page with fewer letters than this is `NO_TEXT` if it is bright and shows no unread ink. */
const fewestLetters = 30;
/** A page was read well if this share of its letters was recognised reliably. */
const readShare = 0.6;

/** Why the text of a page was not read, or not completely. Null if it was read well and is not cut off. */
export function pageFault(picture: Picture, words: readonly Word[]): UnreadableReason | null {
  const letters = lettersOf(words);
  const sureWords = words.filter(isSure);
  const why = whyUnreadable(picture);
  if (letters >= fewestLetters && lettersOf(sureWords) >= readShare * letters) {
    return why === 'CUT_OFF' ? why : null;
  }
  // A blank page looks blurred too, because nothing on it has an edge.
  if (why !== 'DARK' && letters < fewestLetters && !showsUnreadInk(picture, sureWords)) return 'NO_TEXT';
  return why ?? 'ILLEGIBLE';
}

const lettersOf = (words: readonly Word[]) =>
  words.reduce((sum, { text }) => sum + (text.match(/\p{L}/gu)?.length ?? 0), 0);
