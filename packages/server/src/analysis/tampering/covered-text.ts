import type { PaintedMark } from './painted-mark.ts';
import { maximumSuspicions, type Suspicion } from './suspicion.ts';

/** The part of a text's height, and of the narrower width, that an area or another text must cover. */
const leastShare = 0.5;
/** A page has a few hundred bars, boxes and lines. Each is compared with all texts. */
const mostAreas = 500;
/**
 * How many times the texts that areas hide may be compared with those that were painted later. Three areas over a whole
 * page take as many at most, and 0.1 s.
 */
const mostComparisons = 20_000_000;

/**
 * Finds texts that were painted over, and have another text in their place. Someone who changes an amount covers the old
 * one and writes the new one; the old one stays in the file. Without an area between them, both texts are visible: bold
 * text that is drawn twice, a watermark, a stamp, or a note that is in the way.
 */
export function coveredText(marks: readonly PaintedMark[], page: number): Suspicion[] {
  const found: Suspicion[] = [];
  const painted = marks.filter(({ text }) => text === null || /[\p{L}\p{N}]/u.test(text));
  let [areas, comparisons] = [0, 0];
  for (const [index, area] of painted.entries()) {
    if (area.text !== null) continue;
    if (++areas > mostAreas) break;
    const hidden = painted.slice(0, index).filter((mark) => isTextIn(area, mark));
    if (hidden.length === 0) continue;
    const shown = painted.slice(index + 1).filter((mark) => isTextIn(area, mark));
    comparisons += hidden.length * shown.length;
    if (comparisons > mostComparisons) break;
    for (const old of hidden) {
      const written = shown.find((text) => isOver(text, old));
      if (!written || bare(written) === bare(old)) continue;
      const detail = `${old.text?.trim()} / ${written.text?.trim()}`.slice(0, 60);
      found.push({ kind: 'TEXT_COVERED', page, detail });
      if (found.length === maximumSuspicions) return found;
    }
  }
  return found;
}

const isTextIn = (area: PaintedMark, mark: PaintedMark): boolean => mark.text !== null && isOver(area, mark);

/** Whether one mark lies over a good part of another one: over its height, and over the narrower of both widths. */
function isOver(upper: PaintedMark, lower: PaintedMark): boolean {
  const across = Math.min(upper.right, lower.right) - Math.max(upper.left, lower.left);
  const down = Math.min(upper.top, lower.top) - Math.max(upper.bottom, lower.bottom);
  const narrower = Math.min(upper.right - upper.left, lower.right - lower.left);
  return across > leastShare * narrower && down > leastShare * (lower.top - lower.bottom);
}

const bare = ({ text }: PaintedMark) => text?.replace(/\s/g, '');
