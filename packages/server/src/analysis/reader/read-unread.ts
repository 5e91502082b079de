import type { Word } from '../layout.ts';
import type { Box } from '../place.ts';
import { isReadBetter, unreadPlaces } from '../unread-places.ts';
import { blobsOutside } from './blobs-outside.ts';
import { boundsOf } from './bounds-of.ts';
import { type Blob, letterHeight } from './ink-blobs.ts';
import type { RecognisedWord } from './ocr.ts';
import type { Picture } from './picture.ts';
import { readPlace } from './read-place.ts';
import { readingSizes } from './reading-sizes.ts';
import { inLine, withInkBeside } from './with-ink-beside.ts';
import { wordsAt } from './words-at.ts';

type BoxOf = (piece: Blob) => Box;

/** At most this many values of a page are read again. Few documents have more than two that could not be read. */
const mostValues = 8;

/** Reads labelled values such as `25.696:528` or `3l Oct` again. Two readings must agree on a text that makes sense. */
export async function readUnread(
  picture: Picture,
  { words, blobs, boxOf }: { words: Word[]; blobs: Blob[]; boxOf: BoxOf },
): Promise<Word[]> {
  const letter = letterHeight(blobs);
  if (letter === undefined) return words;
  let result = words;
  for (const box of unreadPlaces(words).slice(0, mostValues)) {
    const value = wordsAt(words, box);
    if (value.length === 0) continue;
    const others = words.filter((word) => !value.includes(word));
    const place = withInkBeside(boundsOf(value), blobsOutside(blobs, others), { letter, reach: inLine });
    const read = await readTwice(picture, place, letter);
    if (!read) continue;
    const replaced = read.map((word) => ({ ...(value[0] as Word), ...word, box: boxOf(word) }));
    const next = [...result.filter((word) => !value.includes(word)), ...replaced];
    if (isReadBetter(result, next)) result = next;
  }
  return readUnderStamps(picture, { words: result, letter, boxOf });
}

/** Ink of text is darker than this, and ink of most stamps is paler. White is 255. */
const darkInk = 130;
/** How far a value's line is read again, in letter heights. A stamp may hide the end of the value. */
const farthest = 30;

/**
 * Reads again the values that still make no sense, now without the pale ink of stamps. All readings must agree on a
 * text that makes sense.
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
    const value = wordsAt(result, box);
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

/** The place from just before a value's first word to the next word of the line, but at most `farthest`. */
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

async function* readings(picture: Picture, place: Blob, letter: number): AsyncGenerator<RecognisedWord[]> {
  for (const size of readingSizes)
    for (const isSharpened of [false, true])
      yield await readPlace(picture, place, { letter: letter * size, isSharpened });
}

async function readAlike(picture: Picture, place: Blob, letter: number): Promise<RecognisedWord[]> {
  let found: RecognisedWord[] | undefined;
  for await (const read of readings(picture, place, letter)) {
    if (found && textOf(found) !== textOf(read)) return [];
    found = read;
  }
  return found ?? [];
}

async function readTwice(picture: Picture, place: Blob, letter: number) {
  const texts = new Set<string>();
  for await (const read of readings(picture, place, letter)) {
    const text = textOf(read);
    if (text !== '' && texts.has(text)) return read;
    texts.add(text);
  }
  return undefined;
}

const textOf = (words: readonly { text: string }[]) => words.map(({ text }) => text).join('');
