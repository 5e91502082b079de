import type { Word } from '../layout.ts';
import { type Box, isCentredIn } from '../place.ts';
import { isReadBetter, unreadPlaces } from '../unread-places.ts';
import { boundsOf } from './bounds-of.ts';
import { type Blob, letterHeight } from './ink-blobs.ts';
import type { Picture } from './picture.ts';
import { readPlace } from './read-place.ts';
import { inLine, withInkBeside } from './with-ink-beside.ts';

/** Where a piece of the picture stands on the page as a viewer shows it. */
type BoxOf = (piece: Blob) => Box;

/** At most this many values of a page are read again. A document has at most one or two that could not be read. */
const mostValues = 8;
/**
 * The height of the letters is multiplied by each of these, so that a place is enlarged by different factors. Such
 * readings seldom make the same mistake.
 */
const sizes = [1, 1.4];

/**
 * Reads the values that stand beside a label and make no sense, such as `25.696:528` or `3l Oct`, again from a crop
 * of their own. A value is replaced if two readings agree on a text that makes sense.
 */
export async function readUnread(
  picture: Picture,
  { words, blobs, boxOf }: { words: Word[]; blobs: Blob[]; boxOf: BoxOf },
): Promise<Word[]> {
  const letter = letterHeight(blobs);
  if (letter === undefined) return words;
  let result = words;
  for (const box of unreadPlaces(words).slice(0, mostValues)) {
    const value = words.filter((word) => isCentredIn(word.box, box));
    if (value.length === 0) continue;
    const others = words.filter((word) => !value.includes(word));
    const free = blobs.filter((blob) => !others.some((word) => isInside(blob, word)));
    const place = withInkBeside(boundsOf(value), free, { letter, reach: inLine });
    const read = await readTwice(picture, place, letter);
    if (!read) continue;
    const replaced = read.map((word) => ({ ...(value[0] as Word), ...word, box: boxOf(word) }));
    const next = [...result.filter((word) => !value.includes(word)), ...replaced];
    if (isReadBetter(result, next)) result = next;
  }
  return readUnderStamps(picture, { words: result, letter, boxOf });
}

/** The ink of text is darker than this, of 255, and that of most stamps is paler. */
const darkInk = 130;
/** The value under a stamp ends at most this far from what was read of it, in letters. */
const farthest = 30;

/**
 * Reads the values that still make no sense again, without the ink that is paler than text. A value is replaced if all
 * readings agree on a text that makes sense.
 */
async function readUnderStamps(
  picture: Picture,
  { words, letter, boxOf }: { words: Word[]; letter: number; boxOf: BoxOf },
): Promise<Word[]> {
  const unread = unreadPlaces(words);
  if (unread.length === 0) return words;
  const dark = { ...picture, data: picture.data.map((value) => (value < darkInk ? value : 255)) };
  let result = words;
  for (const box of unread.slice(0, mostValues)) {
    const value = result
      .filter((word) => isCentredIn(word.box, box))
      .toSorted((one, other) => one.left - other.left);
    const [first] = value;
    if (!first) continue;
    const others = result.filter((word) => !value.includes(word));
    const place = betweenWords(first, others, letter);
    const read = await readAlike(dark, place, letter);
    const replaced = [...others, ...read.map((word) => ({ ...first, ...word, box: boxOf(word) }))];
    if (read.length > 0 && isReadBetter(result, replaced)) result = replaced;
  }
  return result;
}

/** The part of a word's line up to the words before and after it. */
function betweenWords(word: Word, others: readonly Word[], letter: number): Blob {
  const inLine = others.filter(({ top, bottom }) => {
    const middle = (top + bottom) / 2;
    return middle > word.top && middle < word.bottom;
  });
  const before = inLine.filter(({ left }) => left < word.left).map(({ right }) => right + letter);
  const after = inLine.filter(({ left }) => left > word.left).map(({ left }) => left - letter);
  const { left, top, bottom } = word;
  return {
    left: Math.max(left - letter, ...before.filter((end) => end < left)),
    right: Math.min(left + farthest * letter, ...after),
    top,
    bottom,
  };
}

/** What all readings of a place agree on. Empty if they do not. */
async function readAlike(picture: Picture, place: Blob, letter: number) {
  let found: Awaited<ReturnType<typeof readPlace>> | undefined;
  for (const size of sizes)
    for (const isSharpened of [false, true]) {
      const read = await readPlace(picture, place, { letter: letter * size, isSharpened });
      if (found && textOf(found) !== textOf(read)) return [];
      found = read;
    }
  return found ?? [];
}

const textOf = (words: readonly { text: string }[]) => words.map(({ text }) => text).join('');

/** What two of the readings of a place agree on. */
async function readTwice(picture: Picture, place: Blob, letter: number) {
  const texts = new Set<string>();
  for (const size of sizes)
    for (const isSharpened of [false, true]) {
      const read = await readPlace(picture, place, { letter: letter * size, isSharpened });
      const text = read.map((word) => word.text).join('');
      if (text !== '' && texts.has(text)) return read;
      texts.add(text);
    }
  return undefined;
}

function isInside({ left, right, top, bottom }: Blob, word: Blob): boolean {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return x >= word.left && x <= word.right && y >= word.top && y <= word.bottom;
}
