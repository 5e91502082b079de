import { boundsOf } from './bounds-of.ts';
import { type Blob, letterHeight } from './ink-blobs.ts';
import type { RecognisedWord } from './ocr.ts';
import type { Picture } from './picture.ts';
import { readPlace } from './read-place.ts';

/** Words with less confidence than this are read again. */
const unsure = 0.7;
/** Text that was not found at first is added only if it is recognised with more than this confidence. */
const surelyFound = 0.6;
/**
 * Text that looks like an amount or a registration number is added with more than this confidence, because it is
 * checked later.
 */
const likelyFound = 0.45;
const isConfirmedLater = ({ text }: RecognisedWord) => /\d[.,]\d{2}$|^[A-Z$§].*\d{4}/.test(text);
/** At most this many places of a page are read again. Each takes 30 to 60 ms. */
const mostPlaces = 30;
/**
 * The minimum confidence of words without digits. With less, they are probably remains of lines and stamps. Words with
 * digits may be values, and are always kept.
 */
const leastOfLetters = 0.4;
/** A page with more words than this is full of noise, and is not read again. */
const mostWords = 2_000;
/** A reading with at least this confidence is not repeated with sharper edges. */
const sure = 0.85;

/** A part of a page, and the word that was read there, if any. */
interface Place extends Blob {
  word?: RecognisedWord;
}

/**
 * Reads single places of a page again, enlarged and each as a line of its own. The places are words that were
 * not recognised surely, and ink that looks like letters but was not recognised at all. The surer of two
 * readings is kept.
 */
export async function readAgain(
  picture: Picture,
  { blobs, words }: { blobs: Blob[]; words: RecognisedWord[] },
): Promise<RecognisedWord[]> {
  const letter = letterHeight(blobs);
  if (letter === undefined || words.length > mostWords) return words;
  const places: Place[] = [
    ...words.filter(isUnsure).map((word) => ({ ...boundsOf([word]), word })),
    ...unreadText(blobs, { words, letter }),
  ];
  const result = new Set(words);
  for (const place of places.slice(0, mostPlaces)) {
    const read = await readSurely(picture, place, letter);
    const least = place.word?.confidence ?? (read.every(isConfirmedLater) ? likelyFound : surelyFound);
    if (read.length === 0 || leastConfidence(read) <= least) continue;
    if (place.word) result.delete(place.word);
    for (const word of read) result.add(word);
  }
  return [...result].filter(({ text, confidence }) => confidence >= leastOfLetters || /\d/.test(text));
}

/** A word that begins with `$5`, `$8` or `$S` is unsure, because the recogniser reads `S$` in these ways. */
const isUnsure = ({ text, confidence }: RecognisedWord): boolean =>
  (confidence < unsure && /[\p{L}\d]/u.test(text)) || /^\$[58S]/.test(text);

const leastConfidence = (words: RecognisedWord[]) =>
  words.length === 0 ? 0 : Math.min(...words.map(({ confidence }) => confidence));

/** Rows of letters where no word was recognised, the longest ones first. */
function unreadText(blobs: Blob[], { words, letter }: { words: RecognisedWord[]; letter: number }): Place[] {
  const letters = blobs
    .filter(({ left, right, top, bottom }) => {
      const [wide, high] = [right - left, bottom - top];
      return high >= 0.5 * letter && high <= 2.2 * letter && wide <= 6 * letter && wide >= 0.15 * letter;
    })
    .filter((blob) => !words.some((word) => isCentredIn(blob, word)))
    .toSorted((one, other) => one.left - other.left);
  const rows: Place[] = [];
  for (const blob of letters) {
    const row = rows.find(
      (other) =>
        blob.left - other.right <= 1.5 * letter &&
        Math.abs(blob.top + blob.bottom - other.top - other.bottom) <= letter,
    );
    if (!row) {
      rows.push({ ...blob });
      continue;
    }
    row.right = Math.max(row.right, blob.right);
    row.top = Math.min(row.top, blob.top);
    row.bottom = Math.max(row.bottom, blob.bottom);
  }
  return rows
    .filter(({ left, right }) => right - left >= 1.2 * letter)
    .toSorted((one, other) => other.right - other.left - (one.right - one.left));
}

function isCentredIn({ left, right, top, bottom }: Blob, word: RecognisedWord): boolean {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return x >= word.left && x <= word.right && y >= word.top && y <= word.bottom;
}

async function readSurely(picture: Picture, place: Blob, letter: number): Promise<RecognisedWord[]> {
  const read = await readPlace(picture, place, { letter, isSharpened: false });
  if (leastConfidence(read) >= sure) return read;
  const sharper = await readPlace(picture, place, { letter, isSharpened: true });
  return leastConfidence(sharper) > leastConfidence(read) ? sharper : read;
}
