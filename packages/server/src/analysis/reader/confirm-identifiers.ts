import { unreadInk } from '../field-kind.ts';
import { identifierPlaces } from '../identifier-places.ts';
import type { Word } from '../layout.ts';
import { joinBoxes } from '../place.ts';
import { blobsOutside } from './blobs-outside.ts';
import { boundsOf } from './bounds-of.ts';
import { agreedByForm, completeByForm } from './complete-by-form.ts';
import { type DigitShapes, digitShapes, samplesOf } from './digit-shapes.ts';
import { cannotBe, type GlyphShape, likeness, shapeOf } from './glyph-shape.ts';
import { type Glyph, segmentationsOf } from './glyphs-in.ts';
import { type Blob, letterHeight } from './ink-blobs.ts';
import type { Picture } from './picture.ts';
import { readGlyph, readPlace } from './read-place.ts';
import { isLookAlike, type Settled, settleCharacter } from './settle-character.ts';
import { withInkBeside } from './with-ink-beside.ts';
import { wordsAt } from './words-at.ts';

/** A document has one to four registration numbers. Each is read two to four more times. */
const mostNumbers = 6;
/** A number of only digits with this confidence, and no unread ink beside it, is not read again. */
const surelyRead = 0.85;
/**
 * The confidence of a number that was read again: at least `confirmed` if every character was confirmed, at most
 * `doubtful` if not.
 */
const [confirmed, doubtful] = [0.9, 0.5];
/** If nothing was found in a place, it is read again with an enlargement that is smaller by this factor. */
const smaller = 1.4;
/** Two glyphs of one number with this likeness are the same character. */
const sameShape = 0.9;
/** Two glyphs with this likeness are the same letter. Two glyphs `Z` had 0.82 or more, a `Z` and a `2` at most 0.77. */
const sameLetter = 0.8;

/**
 * Reads registration numbers again, because the recogniser takes `ZZ` for `22` or `77` beside digits. A number that
 * remains ambiguous becomes unread ink.
 */
export async function confirmIdentifiers(
  picture: Picture,
  { words, blobs }: { words: Word[]; blobs: Blob[] },
): Promise<Word[]> {
  const letter = letterHeight(blobs);
  if (letter === undefined) return words;
  const result = new Set(words);
  const isSingaporean = words.some(({ text }) => /\bSGD\b|^S\$\d|\bCPF\b|\bSingapore\b/i.test(text));
  for (const box of identifierPlaces(words).slice(0, mostNumbers)) {
    const number = wordsAt(words, box);
    if (number.length === 0) continue;
    const others = words.filter((word) => !number.includes(word));
    const free = blobsOutside(blobs, others);
    const bounds = boundsOf(number);
    const place = withInkBeside(bounds, free, { letter });
    if (isSurelyDigits(number) && place.right - place.left - (bounds.right - bounds.left) < letter / 2)
      continue;
    const shapes = digitShapes(picture, { words: others, letter });
    const read = await readNumber(picture, { number, place, letter, shapes, isSingaporean });
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
    isSingaporean,
  }: {
    number: readonly Word[];
    place: Blob;
    letter: number;
    shapes: DigitShapes;
    isSingaporean: boolean;
  },
): Promise<Read> {
  const readings = [charactersOf(number)];
  for (const isSharpened of [false, true]) {
    const readIn = async (size: number) =>
      charactersOf(await readPlace(picture, place, { letter: size, isSharpened, isDoubtful: true }));
    // The recogniser may find nothing in one size, but read the place well in another.
    readings.push((await readIn(letter)) || (await readIn(letter * smaller)));
  }
  const confidence = Math.min(...number.map((word) => word.confidence));
  const agreed = agreedByForm(withoutDoubles(readings), isSingaporean);
  const counts = agreed ? [agreed.length] : readings.map((text) => text.length).filter(Boolean);
  const others = agreed ? [] : counts.flatMap((length) => [length - 1, length + 1]);
  for (const count of new Set([...counts, ...others])) {
    const read = readingsOfEach(readings, count);
    const glyphs = bestGlyphs(picture, [...segmentationsOf(picture, place, { letter, count })], {
      read,
      shapes,
    });
    if (!glyphs) continue;
    const settled = await settleAll(picture, { glyphs, letter, shapes, read });
    return resultOf(completeByForm(settled, { readings, isSingaporean }), confidence);
  }
  const [first = '', ...further] = readings;
  const text = agreed ?? (further.includes(first) ? first : undefined);
  return text ? { text, confidence: Math.min(confidence, doubtful) } : { text: unreadInk, confidence };
}

/** Touching letters can be cut in wrong places. Returns the segmentation whose glyphs look most like known digits. */
function bestGlyphs(
  picture: Picture,
  segmentations: readonly Glyph[][],
  { read, shapes }: { read: readonly (readonly string[])[]; shapes: DigitShapes },
): Glyph[] | undefined {
  if (segmentations.length < 2) return segmentations[0];
  const likenessOf = (glyph: Glyph, at: number) => {
    const shape = shapeOf(picture, glyph);
    const samples = read[at]?.flatMap((character) => samplesOf(shapes, character, shape)) ?? [];
    return samples.length === 0 ? 0 : Math.max(...samples.map((sample) => likeness(sample, shape)));
  };
  const scores = segmentations.map((glyphs) =>
    glyphs.reduce((sum, glyph, at) => sum + likenessOf(glyph, at), 0),
  );
  return segmentations[scores.indexOf(Math.max(...scores))];
}

/**
 * Lists what each of the `count` characters was read as. A reading of another length counts only at its beginning and
 * end, where it equals a reading of `count` characters.
 */
export function readingsOfEach(given: readonly string[], count: number): string[][] {
  const readings = given.some((text) => text.length === count)
    ? given
    : given.flatMap((text) => (text.length > count ? withoutDouble(text) : withThird(text)));
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
 * Leaves out one character that looks like its neighbour, in every possible way: the recogniser may read `ZZ1` as
 * `2Z71`.
 */
const withoutDouble = (text: string): string[] =>
  [...text].flatMap((character, at) =>
    isLookAlike(character, text[at - 1]) || isLookAlike(character, text[at + 1])
      ? [text.slice(0, at) + text.slice(at + 1)]
      : [],
  );

/**
 * Replaces a reading by the first one if the two differ only by an additional character that looks like its neighbour.
 */
const withoutDoubles = ([first = '', ...others]: readonly string[]): string[] => [
  first,
  ...others.map((text) => (withoutDouble(text).includes(first) ? first : text)),
];

/** Adds a third character to two equal neighbours, in every possible way: the recogniser may read `000` as `00`. */
const withThird = (text: string): string[] =>
  [...text].flatMap((character, at) =>
    character === text[at - 1] ? [text.slice(0, at) + text.slice(at - 1)] : [],
  );

/** Decides each character. An unsure glyph gets the character of a sure glyph of the same shape. */
async function settleAll(
  picture: Picture,
  { glyphs, read, letter, shapes }: Characters,
): Promise<(Settled | undefined)[]> {
  const own = glyphs.map((glyph) => shapeOf(picture, glyph));
  const settled: (Settled | undefined)[] = [];
  for (const [at, glyph] of glyphs.entries()) {
    const [shape, readAs = []] = [own[at] as GlyphShape, read[at]];
    const likenessTo = (digit: string) => {
      if (glyph.isCutOut) return undefined;
      const samples = samplesOf(shapes, digit, shape);
      if (samples.length > 0) return Math.max(...samples.map((sample) => likeness(sample, shape)));
      return cannotBe(shape, digit) ? 0 : undefined;
    };
    settled[at] =
      settleCharacter(readAs, likenessTo, undefined) ??
      settleCharacter(readAs, likenessTo, await readGlyph(picture, glyph, letter));
  }
  const isLike = (one: number, other: number) =>
    likeness(own[one] as GlyphShape, own[other] as GlyphShape) >= sameShape;
  const letterLike = (at: number): Settled | undefined => {
    const letter = settled.find(
      (other, index) =>
        other?.isSure &&
        isLetter(other.character) &&
        isLookAlike(other.character, read[at]?.[0]) &&
        likeness(own[at] as GlyphShape, own[index] as GlyphShape) >= sameLetter,
    );
    return letter && { ...letter, isSure: false };
  };
  return settled.map((one, at) => {
    if (one?.isSure || glyphs[at]?.isCutOut) return one;
    const alike = settled.filter((other, index) => other && isLike(index, at));
    const known = alike.find((other) => other?.isSure) ?? alike.find((other) => isLetter(other?.character));
    return known ?? one ?? letterLike(at);
  });
}

/** A letter is preferred to a digit. Beside digits, a letter is often misread as a digit, but the reverse is rare. */
const isLetter = (character: string | undefined) => character !== undefined && /[A-Z]/.test(character);

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

/** The letters and digits of words, in capitals. A `$` becomes an S, because the recogniser may take an S for a `$`. */
const charactersOf = (words: readonly Pick<Word, 'text' | 'left'>[]): string =>
  words
    .toSorted((one, other) => one.left - other.left)
    .map(({ text }) => text)
    .join('')
    .replaceAll('$', 'S')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');
