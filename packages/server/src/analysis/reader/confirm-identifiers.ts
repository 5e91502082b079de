import { unreadInk } from '../field-kind.ts';
import { identifierPlaces } from '../identifier-places.ts';
import type { Word } from '../layout.ts';
import { isCentredIn, joinBoxes } from '../place.ts';
import { boundsOf } from './bounds-of.ts';
import { type DigitShapes, digitShapes } from './digit-shapes.ts';
import { type GlyphShape, likeness, shapeOf } from './glyph-shape.ts';
import { type Glyph, glyphsIn } from './glyphs-in.ts';
import { type Blob, letterHeight } from './ink-blobs.ts';
import type { Picture } from './picture.ts';
import { readGlyph, readPlace } from './read-place.ts';
import { type Settled, settleCharacter } from './settle-character.ts';
import { withInkBeside } from './with-ink-beside.ts';

/**
 * At most this many registration numbers of a page are read again. Each is read twice more, and some of its characters
 * are also read alone. A document has one to four such numbers.
 */
const mostNumbers = 6;
/**
 * A number that has only digits and was read with at least this confidence is not read again, unless ink that was not
 * read stands beside it.
 */
const surelyRead = 0.85;
/**
 * The minimum confidence of a number whose characters were all confirmed, and the maximum confidence of any other
 * number that was read again.
 */
const [confirmed, doubtful] = [0.9, 0.5];
/** Two glyphs of one number that are at least this like each other are the same character. */
const sameShape = 0.9;

/**
 * Finds the registration numbers. Each one that may be misread is read again from a crop of its own, because the
 * recogniser takes `ZZ` for `22` or `77` if neighbouring digits suggest digits. Characters that look alike are compared
 * with the digits elsewhere on the page. A number that remains ambiguous becomes ink that was not read.
 */
export async function confirmIdentifiers(
  picture: Picture,
  { words, blobs }: { words: Word[]; blobs: Blob[] },
): Promise<Word[]> {
  const letter = letterHeight(blobs);
  if (letter === undefined) return words;
  const result = new Set(words);
  for (const box of identifierPlaces(words).slice(0, mostNumbers)) {
    const number = words
      .filter((word) => isCentredIn(word.box, box))
      .toSorted((one, other) => one.left - other.left);
    if (number.length === 0) continue;
    const others = words.filter((word) => !number.includes(word));
    const free = blobs.filter((blob) => !others.some((word) => isInside(blob, word)));
    const bounds = boundsOf(number);
    const place = withInkBeside(bounds, free, letter);
    if (isSurelyDigits(number) && place.right - place.left - (bounds.right - bounds.left) < letter / 2)
      continue;
    const shapes = digitShapes(picture, { words: others, letter });
    const read = await readNumber(picture, { number, place, letter, shapes });
    for (const word of number) result.delete(word);
    const joined = number.map((word) => word.box).reduce(joinBoxes);
    result.add({ ...(number[0] as Word), ...bounds, box: joined, ...read });
  }
  return [...result];
}

const isSurelyDigits = (words: Word[]): boolean =>
  words.every(({ text, confidence }) => confidence >= surelyRead && !/\p{L}|\$/u.test(text));

interface Read {
  text: string;
  confidence: number;
}

async function readNumber(
  picture: Picture,
  {
    number,
    place,
    letter,
    shapes,
  }: { number: readonly Word[]; place: Blob; letter: number; shapes: DigitShapes },
): Promise<Read> {
  const plain = await readPlace(picture, place, { letter, isSharpened: false });
  const sharper = await readPlace(picture, place, { letter, isSharpened: true });
  const readings = [number, plain, sharper].map(charactersOf);
  const confidence = Math.min(...number.map((word) => word.confidence));
  for (const count of new Set(readings.map((text) => text.length).filter(Boolean))) {
    const glyphs = glyphsIn(picture, place, { letter, count });
    if (!glyphs) continue;
    const settled = await settleAll(picture, {
      glyphs,
      letter,
      shapes,
      read: readingsOfEach(readings, count),
    });
    return resultOf(settled, confidence);
  }
  const [first = '', ...others] = readings;
  return others.includes(first)
    ? { text: first, confidence: Math.min(confidence, doubtful) }
    : { text: unreadInk, confidence };
}

/**
 * What each of `count` characters was read as. A reading that has more or fewer characters counts where it begins or
 * ends like one that has `count`: the recogniser may read one letter twice.
 */
export function readingsOfEach(readings: readonly string[], count: number): string[][] {
  const [fitting = ''] = readings.filter((text) => text.length === count);
  return Array.from({ length: count }, (_, at) =>
    readings.flatMap((text) => {
      if (text.length === count) return [text[at] as string];
      const isAlike = text.startsWith(fitting.slice(0, at + 1)) || text.endsWith(fitting.slice(at));
      return isAlike ? [fitting[at] as string] : [];
    }),
  );
}

/**
 * Settles each character. If a character is not sure, the sure character of a similar glyph in the same number replaces
 * it.
 */
async function settleAll(
  picture: Picture,
  { glyphs, read, letter, shapes }: Characters,
): Promise<(Settled | undefined)[]> {
  const own = glyphs.map((glyph) => shapeOf(picture, glyph));
  const settled: (Settled | undefined)[] = [];
  for (const [at, glyph] of glyphs.entries()) {
    const [shape, readAs = []] = [own[at] as GlyphShape, read[at]];
    const likenessTo = (digit: string) => {
      const samples = glyph.isCutOut ? undefined : shapes.get(digit);
      return samples && Math.max(...samples.map((sample) => likeness(sample, shape)));
    };
    settled[at] =
      settleCharacter(readAs, likenessTo, undefined) ??
      settleCharacter(readAs, likenessTo, await readGlyph(picture, glyph, letter));
  }
  const isLike = (one: number, other: number) =>
    likeness(own[one] as GlyphShape, own[other] as GlyphShape) >= sameShape;
  return settled.map((one, at) =>
    one?.isSure || glyphs[at]?.isCutOut
      ? one
      : (settled.find((other, index) => other?.isSure && isLike(index, at)) ?? one),
  );
}

interface Characters {
  glyphs: readonly Glyph[];
  read: readonly (readonly string[])[];
  letter: number;
  shapes: DigitShapes;
}

function resultOf(settled: readonly (Settled | undefined)[], confidence: number): Read {
  if (settled.some((one) => one === undefined)) return { text: unreadInk, confidence };
  const isSure = settled.every((one) => one?.isSure);
  return {
    text: settled.map((one) => one?.character).join(''),
    confidence: isSure ? Math.max(confidence, confirmed) : Math.min(confidence, doubtful),
  };
}

/** The letters and digits of words, in capitals. The recogniser takes a capital S for a `$`. */
const charactersOf = (words: readonly Pick<Word, 'text' | 'left'>[]): string =>
  words
    .toSorted((one, other) => one.left - other.left)
    .map(({ text }) => text)
    .join('')
    .replaceAll('$', 'S')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');

function isInside({ left, right, top, bottom }: Blob, word: Blob): boolean {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return x >= word.left && x <= word.right && y >= word.top && y <= word.bottom;
}
