import { type GreyPicture, inkMapOf, PaperMap } from './ink-map.ts';
import type { Suspicion } from './suspicion.ts';
import { textAreas } from './text-areas.ts';
import { type WordTraits, wordTraits } from './word-traits.ts';

/** The minimum number of words on a page. With fewer words, the usual grain of the page cannot be known. */
const fewestWords = 12;
/**
 * The maximum number of words that differ. If more differ, the reason is not a forgery, but light, focus or
 * compression.
 */
const mostWords = 3;

/**
 * Finds words whose paper was painted over. Painted paper has no grain, but a scanner or a camera leaves grain
 * everywhere. Text that is sharper or softer than the rest does not count as a sign: when it did, 26 more of 110
 * changed pictures were found, but 19 of 120 honest ones were accused, because focus, light and compression differ
 * within one picture.
 */
export function retouchedPicture(picture: GreyPicture, page: number): Suspicion[] {
  const paper = new PaperMap(picture);
  const words = likeText(textAreas(inkMapOf(picture, paper)).map((area) => wordTraits(picture, paper, area)));
  if (words.length < fewestWords) return [];
  const found = withoutGrain(words);
  if (found.length > mostWords || !found.some((word) => isAmong(word, words, found))) return [];
  return [{ kind: 'PICTURE_RETOUCHED', page, detail: 'paper without grain' }];
}

/**
 * Whether a word has other words beside it, or both above and below it. A word below or above all other words does not
 * count, because apps write their name there.
 */
function isAmong({ top, bottom }: WordTraits, words: WordTraits[], found: WordTraits[]): boolean {
  const others = words.filter((word) => !found.includes(word));
  return others.some((other) => other.bottom > top) && others.some((other) => other.top < bottom);
}

/** Leaves out lines, bars and specks, and also stamps and watermarks, which are paler. */
function likeText(words: WordTraits[]): WordTraits[] {
  const height = rankedAt(words, 0.5, (word) => word.height);
  const contrast = rankedAt(words, 0.5, (word) => word.contrast);
  return words.filter(
    (word) =>
      word.height >= 0.6 * height &&
      word.height <= 2 * height &&
      word.contrast >= 0.6 * contrast &&
      word.ink <= 0.55,
  );
}

/**
 * The minimum for the usual grain of a page. The usual grain is the grain that nine in ten words of the page exceed. If
 * it is less than the minimum, no scanner or camera made the picture, or the picture was compressed a lot.
 */
const leastGrain = 0.08;
/**
 * A word's paper was painted over if its grain is less than `share` of the usual grain of the page. The first row whose
 * `from` is at most the usual grain applies to the page.
 *
 * The less grain a page has, the more the grain of its words differs by chance. With a usual grain of 0.33, some honest
 * words had only half of it. With 0.4, all honest words had more than 0.6 of it.
 */
const paintedShares = [
  { from: 0.4, share: 0.6 },
  { from: 0.2, share: 0.45 },
  { from: leastGrain, share: 0.35 },
];
/**
 * The light is uneven, as in a photograph, if the paper around some words is much brighter than around others: if the
 * 10th and the 90th percentile of its brightness differ by more than this. Brightness is from 0 to 255.
 */
const unevenLight = 10;
/** In the bright part of a photograph, paper that is at least this bright has lost its grain in the camera. */
const cutOff = 245;

function withoutGrain(words: WordTraits[]): WordTraits[] {
  const known = words.filter(({ grain }) => grain !== undefined);
  const usual = rankedAt(known, 0.1, ({ grain = 1 }) => grain);
  const painted = paintedShares.find(({ from }) => usual >= from);
  if (!painted) return [];
  const isUneven = rankedAt(known, 0.9, paperOf) - rankedAt(known, 0.1, paperOf) > unevenLight;
  return known.filter(
    ({ grain = 1, paper }) => grain < painted.share * usual && !(isUneven && paper >= cutOff),
  );
}

const paperOf = ({ paper }: WordTraits) => paper;

/** The value below which the given share of the words' values lies. */
function rankedAt(words: WordTraits[], share: number, trait: (word: WordTraits) => number): number {
  const values = words.map(trait).toSorted((one, other) => one - other);
  return values[Math.floor(values.length * share)] ?? 0;
}
