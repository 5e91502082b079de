import { parseAmount } from '../amounts.ts';
import { unreadInk } from '../field-kind.ts';
import type { Word } from '../layout.ts';
import { isCentredIn, joinBoxes } from '../place.ts';
import { unconfirmedAmounts } from '../unconfirmed-amounts.ts';
import { boundsOf } from './bounds-of.ts';
import { type Blob, letterHeight } from './ink-blobs.ts';
import type { Picture } from './picture.ts';
import { readPlace } from './read-place.ts';
import { settleSign } from './settle-sign.ts';

/** A document usually has one to four amounts that no sum confirms. Each takes 30 to 60 ms to read again. */
const mostAmounts = 8;
/** If neither new reading finds an amount, the first reading is kept only with at least this confidence. */
const surelyRead = 0.85;

/**
 * Reads again the amounts that no sum confirms. If no two readings of an amount agree, it becomes unread ink, because a
 * wrong amount does more harm than a missing one.
 */
export async function confirmAmounts(
  picture: Picture,
  { words: read, blobs }: { words: Word[]; blobs: Blob[] },
): Promise<Word[]> {
  const letter = letterHeight(blobs);
  if (letter === undefined) return read;
  const words = read.map((word) => settleSign(picture, word, letter));
  const result = new Set(words);
  for (const box of unconfirmedAmounts(words).slice(0, mostAmounts)) {
    const amount = words.filter((word) => /\d/.test(word.text) && isCentredIn(word.box, box));
    if (amount.length === 0) continue;
    const confirmed = await confirm(picture, amount, letter);
    if (confirmed === amount) continue;
    for (const word of amount) result.delete(word);
    for (const word of confirmed) result.add(word);
  }
  return [...result];
}

/** Returns `amount` if it is confirmed. Otherwise, the amount on which two new readings agree, or else unread ink. */
async function confirm(picture: Picture, amount: Word[], letter: number): Promise<Word[]> {
  const place = boundsOf(amount);
  const first = amountOf(amount);
  // The currency sign is checked in the same place for all readings, so that they agree on it.
  const readOnce = async (isSharpened: boolean) => {
    const read = await readPlace(picture, place, { letter, isSharpened });
    return read.length === 1 ? read.map((word) => settleSign(picture, { ...word, ...place }, letter)) : read;
  };
  const second = amountOf(await readOnce(false));
  if (second === first) return amount;
  const sharper = await readOnce(true);
  const third = amountOf(sharper);
  const confidence = Math.min(...amount.map((word) => word.confidence));
  const isContradicted = second !== undefined || third !== undefined || confidence < surelyRead;
  if (third === first || !isContradicted) return amount;
  const text =
    third !== undefined && third === second ? sharper.map((word) => word.text).join(' ') : unreadInk;
  const box = amount.map((word) => word.box).reduce(joinBoxes);
  return [{ ...(amount[0] as Word), ...place, text, confidence, box }];
}

const amountOf = (words: readonly Pick<Word, 'text' | 'left'>[]): number | undefined =>
  parseAmount(
    words
      .toSorted((one, other) => one.left - other.left)
      .map(({ text }) => text.replace(/[^\d.,']/g, ''))
      .join(' '),
  );
