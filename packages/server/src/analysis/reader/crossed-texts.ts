import type { Word } from '../layout.ts';

/** The share of the smaller width and height by which two texts must overlap. */
const sharedPart = 0.5;
/**
 * If the heights of two texts differ by more than this factor, one of them is a watermark or a stamp, and the two do
 * not count as crossed.
 */
const likeHeight = 1.5;
/** This many comparisons take 0.3 s on a busy machine. If a page needs more, all its texts count as crossed. */
const mostComparisons = 100_000;

/**
 * Finds texts that lie on each other and differ. The file does not show which of them a viewer shows. Equal texts do
 * not count, because bold text may be drawn twice.
 */
export function crossedTexts(words: readonly Word[]): Set<Word> {
  const crossed = new Set<Word>();
  const texts = words
    .filter(({ text, isAside }) => !isAside && hasLetters(text))
    .toSorted((one, other) => one.top - other.top);
  let comparisons = 0;
  for (const [index, upper] of texts.entries()) {
    for (let next = index + 1; next < texts.length; next++) {
      const lower = texts[next] as Word;
      if (lower.top >= upper.bottom) break;
      if (sharedWidth(upper, lower) <= 0) continue;
      if (++comparisons > mostComparisons) return new Set(texts);
      if (isCrossing(upper, lower)) crossed.add(upper).add(lower);
    }
  }
  return crossed;
}

const hasLetters = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

function isCrossing(one: Word, other: Word): boolean {
  const [narrow, wide] = widthOf(one) <= widthOf(other) ? [one, other] : [other, one];
  const [low, high] = [heightOf(one), heightOf(other)].toSorted((a, b) => a - b) as [number, number];
  const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return (
    high <= likeHeight * low &&
    down > sharedPart * low &&
    sharedWidth(one, other) > sharedPart * widthOf(narrow) &&
    !bare(wide.text).includes(bare(narrow.text)) &&
    hasLetters(textUnder(wide, narrow))
  );
}

/**
 * Letters differ in width, so `textUnder` only estimates the covered characters, and leaves out this share at each end.
 */
const uncertainEnds = 0.15;

function textUnder({ text, left, right }: Word, upper: Word): string {
  const indexOf = (x: number) => Math.min(1, Math.max(0, (x - left) / (right - left))) * text.length;
  const [from, to] = [indexOf(upper.left), indexOf(upper.right)];
  const margin = (to - from) * uncertainEnds;
  return text.slice(Math.floor(from + margin), Math.ceil(to - margin));
}

const sharedWidth = (one: Word, other: Word) =>
  Math.min(one.right, other.right) - Math.max(one.left, other.left);
const widthOf = ({ left, right }: Word) => right - left;
const heightOf = ({ top, bottom }: Word) => bottom - top;
const bare = (text: string) => text.replace(/\s/g, '');
