import type { Word } from '../layout.ts';
import { isCentredIn, joinBoxes } from '../place.ts';
import { unreadPlaces } from '../unread-places.ts';
import { boundsOf } from './bounds-of.ts';
import { type Blob, letterHeight } from './ink-blobs.ts';
import type { Picture } from './picture.ts';
import { readPlace } from './read-place.ts';
import { inLine, withInkBeside } from './with-ink-beside.ts';

/** At most this many values of a page are read again. Usually, a document has at most two that could not be read. */
const mostValues = 8;
/**
 * The height of the letters is multiplied by each of these, so that a place is enlarged by different factors. Such
 * readings seldom make the same mistake.
 */
const sizes = [1, 1.4];

/**
 * Reads the values that stand beside a label and make no sense, such as `25.696:528` or `3l Oct`, again from a crop
 * of their own. A value is replaced if two of the new readings agree.
 */
export async function readUnread(
  picture: Picture,
  { words, blobs }: { words: Word[]; blobs: Blob[] },
): Promise<Word[]> {
  const letter = letterHeight(blobs);
  if (letter === undefined) return words;
  const result = new Set(words);
  for (const box of unreadPlaces(words).slice(0, mostValues)) {
    const value = words.filter((word) => isCentredIn(word.box, box));
    if (value.length === 0) continue;
    const others = words.filter((word) => !value.includes(word));
    const free = blobs.filter((blob) => !others.some((word) => isInside(blob, word)));
    const place = withInkBeside(boundsOf(value), free, { letter, reach: inLine });
    const read = await readTwice(picture, place, letter);
    if (!read) continue;
    for (const word of value) result.delete(word);
    const joined = value.map((word) => word.box).reduce(joinBoxes);
    for (const word of read) result.add({ ...(value[0] as Word), ...word, box: joined });
  }
  return [...result];
}

/** Reads a place up to four times, until two readings agree. Undefined if none do. */
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
