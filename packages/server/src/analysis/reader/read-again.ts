import { unreadInk } from '../field-kind.ts';
import { boundsOf } from './bounds-of.ts';
import { type Blob, blobsOf, letterHeight } from './ink-blobs.ts';
import type { RecognisedWord } from './ocr.ts';
import type { Picture } from './picture.ts';
import { readPlace } from './read-place.ts';
import { unreadText } from './unread-text.ts';

const unsure = 0.7;
/** Text that was not found at first is usually added above this confidence. */
const surelyFound = 0.6;
/**
 * Text that looks like an amount is added above this confidence. Registration numbers are added at any confidence. Both
 * are checked later.
 */
const likelyFound = 0.45;
const isLikeAmount = ({ text }: RecognisedWord) => /\d[.,]\d{2}$/.test(text);
const isLikeNumber = ({ text }: RecognisedWord) => /^[A-Z$§][A-Z\d$§-]*\d{4}/.test(text);
/** At most this many places of a page are read again. Each takes 30 to 60 ms. */
const mostPlaces = 30;
/**
 * Words with less confidence than this are probably remains of lines and stamps. Words with digits may be values, and
 * are always kept.
 */
const leastOfLetters = 0.4;
/** Unread ink is alone if it is this far from the words of its row, in multiples of a letter's height. */
const apart = 1.5;
/** Letters closer than this share of a letter's height touch, and words are farther apart. */
const touching = 0.2;
/** A page with more words than this is full of noise, and is not read again. */
const mostWords = 2_000;
/** From this confidence on, a reading is not repeated with sharper edges. */
const sure = 0.85;

/**
 * `level` makes small grey print count as ink, but also the remains of lines. A place must therefore be at least
 * `width` letters wide.
 */
const pale = { level: 205, width: 3 };

interface Place extends Blob {
  word?: RecognisedWord;
}

/**
 * Reads places again, enlarged: words with low confidence, and letters that were not recognised. Of two readings, the
 * one with the higher confidence stays.
 */
export async function readAgain(
  picture: Picture,
  { blobs, words }: { blobs: Blob[]; words: RecognisedWord[] },
): Promise<RecognisedWord[]> {
  const letter = letterHeight(blobs);
  if (letter === undefined || words.length > mostWords) return words;
  const places: Place[] = [
    ...words.filter(isUnsure).map((word) => ({ ...boundsOf([word]), word })),
    ...unreadPlaces(picture, { blobs, words, letter }),
  ];
  const result = new Set(words);
  const vanished: Place[] = [];
  for (const place of places.slice(0, mostPlaces)) {
    const read = withoutEdges(await readSurely(picture, place, letter));
    if (place.word && isShort(place.word) && lengthOf(read) > place.word.text.length) continue;
    const whole = place.word ? undefined : wordWithPart(read, result, letter);
    if (whole) {
      result.delete(whole);
      result.add({ ...whole, ...boundsOf([whole, ...read]) });
      continue;
    }
    const least = place.word?.confidence ?? leastFound(read);
    if (read.length === 0 || leastConfidence(read) <= least) {
      if (!place.word) vanished.push(place);
      continue;
    }
    if (place.word) result.delete(place.word);
    for (const word of read) result.add(word);
  }
  const kept = [...result].filter(({ text, confidence }) => confidence >= leastOfLetters || /\d/.test(text));
  return [...kept, ...vanished.filter((place) => isApart(place, kept, letter)).map(inkOf)];
}

/** Makes a word for unread ink. Without it, a label beside the ink would seem to have no value. */
const inkOf = ({ left, right, top, bottom }: Blob): RecognisedWord => ({
  ...{ left, right, top, bottom },
  text: unreadInk,
  confidence: leastOfLetters,
});

/** Ink close to words is usually a stamp, or a line over them. */
const isApart = (place: Blob, words: readonly Blob[], letter: number): boolean =>
  !words.some(
    (word) =>
      word.left - place.right < apart * letter &&
      place.left - word.right < apart * letter &&
      word.top < place.bottom &&
      word.bottom > place.top,
  );

/**
 * If a word has only two characters, a longer reading of its place contains parts of its neighbours, and does not
 * count.
 */
const isShort = ({ text }: RecognisedWord) => text.length <= 2;
const lengthOf = (words: RecognisedWord[]) => words.reduce((sum, { text }) => sum + text.length, 0);

/**
 * Finds the word of which `found` is the beginning or the end. The recogniser had returned too short a box for this
 * word.
 */
function wordWithPart(
  found: readonly RecognisedWord[],
  words: Iterable<RecognisedWord>,
  letter: number,
): RecognisedWord | undefined {
  const text = found.map((word) => word.text.toLowerCase()).join('');
  if (text === '') return undefined;
  const part = boundsOf([...found]);
  return [...words].find((word) => {
    if (word.top >= part.bottom || word.bottom <= part.top) return false;
    const whole = word.text.toLowerCase();
    const isEnd = word.left < part.left && Math.abs(part.left - word.right) <= touching * letter;
    const isStart = word.right > part.right && Math.abs(word.left - part.right) <= touching * letter;
    return (isEnd && whole.endsWith(text)) || (isStart && whole.startsWith(text));
  });
}

/** The recogniser takes the edges of neighbouring words for quotation marks and bars. */
const withoutEdges = (words: RecognisedWord[]): RecognisedWord[] =>
  words
    .map((word) => ({ ...word, text: word.text.replace(/^['"‘’“”|!]+|['"‘’“”|!]+$/g, '') }))
    .filter(({ text }) => text !== '');

/** Ink like letters that was not recognised: clear print first, then pale print elsewhere. */
function unreadPlaces(
  picture: Picture,
  { blobs, words, letter }: { blobs: Blob[]; words: RecognisedWord[]; letter: number },
): Blob[] {
  const clear = unreadText(blobs, { words, letter });
  const faint = unreadText(blobsOf(picture, pale.level), { words: [...words, ...clear], letter });
  return [...clear, ...faint.filter(({ left, right }) => right - left >= pale.width * letter)];
}

/** The recogniser may read `S$` as `$5`, `$8` or `$S`. */
const isUnsure = ({ text, confidence }: RecognisedWord): boolean =>
  (confidence < unsure && /[\p{L}\d]/u.test(text)) || /^\$[58S]/.test(text);

function leastFound(read: readonly RecognisedWord[]): number {
  if (read.every(isLikeNumber)) return 0;
  return read.every((word) => isLikeAmount(word) || isLikeNumber(word)) ? likelyFound : surelyFound;
}

const leastConfidence = (words: RecognisedWord[]) =>
  words.length === 0 ? 0 : Math.min(...words.map(({ confidence }) => confidence));

async function readSurely(picture: Picture, place: Blob, letter: number): Promise<RecognisedWord[]> {
  const read = await readPlace(picture, place, { letter, isSharpened: false });
  if (leastConfidence(read) >= sure) return read;
  const sharper = await readPlace(picture, place, { letter, isSharpened: true });
  return leastConfidence(sharper) > leastConfidence(read) ? sharper : read;
}
