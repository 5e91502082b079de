import type { PaintedMark } from './painted-mark.ts';
import { maximumSuspicions, type Suspicion } from './suspicion.ts';

/** The part of a text's height, and of the narrower width, that an area or another text must cover. */
const leastShare = 0.5;
/** A page has a few hundred bars, boxes and lines. Each is compared with all texts. */
const mostAreas = 500;

/**
 * Finds texts that were painted over, and have another text in their place. Someone who changes an amount covers the old
 * one and writes the new one; the old one stays in the file. Without an area between them, both texts are visible: bold
 * text that is drawn twice, a watermark, a stamp, or a note that is in the way.
 */
export function coveredText(marks: readonly PaintedMark[], page: number): Suspicion[] {
  const found: Suspicion[] = [];
  let areas = 0;
  for (const [index, area] of marks.entries()) {
    if (area.text !== null) continue;
    if (++areas > mostAreas) break;
    const hidden = textsIn(marks.slice(0, index)).filter((text) => isOver(area, text));
    if (hidden.length === 0) continue;
    const shown = textsIn(marks.slice(index + 1)).filter((text) => isOver(area, text));
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

const textsIn = (marks: readonly PaintedMark[]) =>
  marks.filter(({ text }) => text !== null && /[\p{L}\p{N}]/u.test(text));

/** Whether one mark lies over a good part of another one: over its height, and over the narrower of both widths. */
function isOver(upper: PaintedMark, lower: PaintedMark): boolean {
  const across = Math.min(upper.right, lower.right) - Math.max(upper.left, lower.left);
  const down = Math.min(upper.top, lower.top) - Math.max(upper.bottom, lower.bottom);
  const narrower = Math.min(upper.right - upper.left, lower.right - lower.left);
  return across > leastShare * narrower && down > leastShare * (lower.top - lower.bottom);
}

const bare = ({ text }: PaintedMark) => text?.replace(/\s/g, '');
