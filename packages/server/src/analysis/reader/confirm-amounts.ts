import { parseAmount } from '../amounts.ts';
import { unreadInk } from '../field-kind.ts';
import type { Word } from '../layout.ts';
import { type Box, joinBoxes } from '../place.ts';
import { unconfirmedAmounts } from '../unconfirmed-amounts.ts';
import { boundsOf } from './bounds-of.ts';
import { type Blob, letterHeight } from './ink-blobs.ts';
import type { Picture } from './picture.ts';
import { readPlace } from './read-place.ts';

/** How many amounts of a page are read a second time at most. Each takes 30 to 60 ms, and a document has one to four. */
const mostAmounts = 8;
/** An amount that is at least so certain remains if its crop cannot be read at all. */
const surelyRead = 0.85;

/**
 * Reads each amount that no sum confirms a second time, from a crop of its own. If the two readings differ, a third one
 * decides. An amount of which each reading is another becomes ink that was not read: a wrong amount does more harm
 * than none.
 */
export async function confirmAmounts(
  picture: Picture,
  { words, blobs }: { words: Word[]; blobs: Blob[] },
): Promise<Word[]> {
  const letter = letterHeight(blobs);
  if (letter === undefined) return words;
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

/** The words of an amount if a second or a third reading agrees with them, and else what these two agree on. */
async function confirm(picture: Picture, amount: Word[], letter: number): Promise<Word[]> {
  const place = boundsOf(amount);
  const first = amountOf(amount);
  const second = amountOf(await readPlace(picture, place, { letter, isSharpened: false }));
  if (second === first) return amount;
  const sharper = await readPlace(picture, place, { letter, isSharpened: true });
  const third = amountOf(sharper);
  const confidence = Math.min(...amount.map((word) => word.confidence));
  const isContradicted = second !== undefined || third !== undefined || confidence < surelyRead;
  if (third === first || !isContradicted) return amount;
  const text =
    third !== undefined && third === second ? sharper.map((word) => word.text).join(' ') : unreadInk;
  const box = amount.map((word) => word.box).reduce(joinBoxes);
  return [{ ...(amount[0] as Word), ...place, text, confidence, box }];
}

/** The amount that words show. Signs of currencies do not matter here. */
const amountOf = (words: readonly Pick<Word, 'text' | 'left'>[]): number | undefined =>
  parseAmount(
    words
      .toSorted((one, other) => one.left - other.left)
      .map(({ text }) => text.replace(/[^\d.,']/g, ''))
      .join(' '),
  );

function isCentredIn([left, top, width, height]: Box, outer: Box): boolean {
  const [x, y] = [left + width / 2, top + height / 2];
  return x >= outer[0] && x <= outer[0] + outer[2] && y >= outer[1] && y <= outer[1] + outer[3];
}
