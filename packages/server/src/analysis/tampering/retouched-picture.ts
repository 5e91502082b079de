import { type GreyPicture, inkMapOf, PaperMap } from './ink-map.ts';
import type { Suspicion } from './suspicion.ts';
import { textAreas } from './text-areas.ts';
import { type WordTraits, wordTraits } from './word-traits.ts';

/** If a page has fewer words than this, its usual grain is not known. */
const fewestWords = 12;
/** If more words than this differ, the reason is light, focus or compression, not a forgery. */
const mostWords = 3;

/**
 * Finds words whose paper was painted over, and so has no grain. The sharpness of text is not checked, because such a
 * check accused 19 of 120 honest pictures.
 */
export function retouchedPicture(picture: GreyPicture, page: number): Suspicion[] {
  const paper = new PaperMap(picture);
  const words = likeText(textAreas(inkMapOf(picture, paper)).map((area) => wordTraits(picture, paper, area)));
  if (words.length < fewestWords) return [];
  const found = withoutGrain(words);
  if (found.length > mostWords || !found.some((word) => isAmong(word, words, found))) return [];
  return [{ kind: 'PICTURE_RETOUCHED', page, detail: 'paper without grain' }];
}

/** Whether a word has others beside it, or both above and below it. Apps write their name below or above all words. */
function isAmong({ top, bottom }: WordTraits, words: WordTraits[], found: WordTraits[]): boolean {
  const others = words.filter((word) => !found.includes(word));
  return others.some((other) => other.bottom > top) && others.some((other) => other.top < bottom);
}

/** Leaves out lines, bars and specks. Stamps and watermarks are left out too, because they are paler. */
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
 * If a page's usual grain is less than this, the picture was compressed a lot, or drawn by a program. Nine in ten words
 * of a page exceed its usual grain.
 */
const leastGrain = 0.08;
/**
 * A word's paper was painted over if its grain is less than `share` of the page's usual grain. The first row whose
 * `from` is not above the usual grain applies. With little grain, words differ more by chance: at a usual grain of
 * 0.33, some honest words had half of it. At 0.4, all had more than 0.6 of it.
 */
const paintedShares = [
  { from: 0.4, share: 0.6 },
  { from: 0.2, share: 0.45 },
  { from: leastGrain, share: 0.35 },
];
/**
 * The light is uneven if the 10th and the 90th percentile of the paper's brightness differ by more than this.
 * Brightness is from 0 to 255.
 */
const unevenLight = 10;
/** Paper that is at least this bright has lost its grain in the camera. */
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

function rankedAt(words: WordTraits[], share: number, trait: (word: WordTraits) => number): number {
  const values = words.map(trait).toSorted((one, other) => one - other);
  return values[Math.floor(values.length * share)] ?? 0;
}
