import type { PaintedMark } from './painted-mark.ts';
import { excerpt, maximumSuspicions, type Suspicion } from './suspicion.ts';

/**
 * A mark covers a text if they overlap by more than this share of the text's height, and of the smaller of their
 * widths.
 */
const leastShare = 0.5;
/**
 * The maximum number of areas, each of which is compared with all texts. A page has a few hundred bars, boxes and
 * lines.
 */
const mostAreas = 500;
/**
 * The maximum number of comparisons between a hidden text and a later one. They take at most 0.1 s, and are enough for
 * three areas that each cover a whole page.
 */
const mostComparisons = 20_000_000;

/**
 * Finds texts that were covered by an area and replaced by another text. Texts that overlap without such an area do not
 * count, because both are visible.
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
      const detail = excerpt(`${old.text?.trim()} / ${written.text?.trim()}`);
      found.push({ kind: 'TEXT_COVERED', page, detail });
      if (found.length === maximumSuspicions) return found;
    }
  }
  return found;
}

const isTextIn = (area: PaintedMark, mark: PaintedMark): boolean => mark.text !== null && isOver(area, mark);

function isOver(upper: PaintedMark, lower: PaintedMark): boolean {
  const across = Math.min(upper.right, lower.right) - Math.max(upper.left, lower.left);
  const down = Math.min(upper.top, lower.top) - Math.max(upper.bottom, lower.bottom);
  const narrower = Math.min(upper.right - upper.left, lower.right - lower.left);
  return across > leastShare * narrower && down > leastShare * (lower.top - lower.bottom);
}

const bare = ({ text }: PaintedMark) => text?.replace(/\s/g, '');
