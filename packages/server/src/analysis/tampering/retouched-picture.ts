import { type GreyPicture, inkMapOf, PaperMap } from './ink-map.ts';
import type { Suspicion } from './suspicion.ts';
import { textAreas } from './text-areas.ts';
import { type WordTraits, wordTraits } from './word-traits.ts';

/** With fewer words, a page shows no habit from which one could differ. */
const fewestWords = 12;
/** If more words than this differ, light, focus or compression made them so. */
const mostWords = 3;

/**
 * Finds words that do not look as if the same device had taken them. A scanner and a camera leave the same grain and
 * the same softness everywhere. Paper that was painted over has no grain, text that was typed is sharper than the rest,
 * and text from a smaller picture is softer. The thresholds are measured: see bench/documents.md.
 */
export function retouchedPicture(picture: GreyPicture, page: number): Suspicion[] {
  const paper = new PaperMap(picture);
  const words = likeText(textAreas(inkMapOf(picture, paper)).map((area) => wordTraits(picture, paper, area)));
  if (words.length < fewestWords) return [];
  const signs = [
    ['paper without grain', withoutGrain(words)],
    ['letters sharper than all others', words.filter(isSharper(words))],
    ['letters softer than all others', words.filter(isSofter(words))],
  ] as const;
  return signs
    .filter(([, found]) => found.length > 0 && found.length <= mostWords)
    .map(([detail]) => ({ kind: 'PICTURE_RETOUCHED', page, detail }));
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

/** If most words have less grain, the picture was not taken by a device, or was compressed a lot. */
const leastGrain = 0.08;
/** Above this value, the grain of two words differs less by chance. */
const clearGrain = 0.2;

function withoutGrain(words: WordTraits[]): WordTraits[] {
  const known = words.filter(({ grain }) => grain !== undefined);
  const usual = rankedAt(known, 0.1, ({ grain = 1 }) => grain);
  if (usual < leastGrain) return [];
  return known.filter(({ grain = 1 }) => grain < (usual < clearGrain ? 0.35 : 0.45) * usual);
}

function isSharper(words: WordTraits[]): (word: WordTraits) => boolean {
  const most = rankedAt(words, 0.9, (word) => word.sharpness);
  return ({ sharpness }) => sharpness > 1.14 * most;
}

function isSofter(words: WordTraits[]): (word: WordTraits) => boolean {
  const least = rankedAt(words, 0.1, (word) => word.sharpness);
  // A fax is black and white, so all its edges are equally steep.
  return ({ sharpness }) => sharpness < (least > 0.98 ? 0.93 : 0.75) * least;
}

/** The value below which the given share of the words' values lies. */
function rankedAt(words: WordTraits[], share: number, trait: (word: WordTraits) => number): number {
  const values = words.map(trait).toSorted((one, other) => one - other);
  return values[Math.floor(values.length * share)] ?? 0;
}
