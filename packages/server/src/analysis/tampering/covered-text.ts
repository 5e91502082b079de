import { maximumSuspicions, type Suspicion } from './suspicion.ts';
import type { TextRun } from './text-run.ts';

/** How many runs are compared with one run. More than that do not lie side by side on one line. */
const mostCompared = 60;
/** The part of the smaller of two texts that the other one must cover. */
const leastShare = 0.5;

/**
 * Finds texts that lie over other texts. Someone who changes an amount covers the old one and writes the new one in its
 * place; the old one stays in the file. Bold text that is drawn twice, and text over a dotted line, are no such case.
 */
export function coveredText(runs: readonly TextRun[]): Suspicion[] {
  const readable = runs
    .filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
    .toSorted((one, other) => one.page - other.page || one.top - other.top);
  const found: Suspicion[] = [];
  for (const [index, run] of readable.entries()) {
    const over = readable.slice(index + 1, index + 1 + mostCompared).find((other) => isOver(run, other));
    if (over)
      found.push({
        kind: 'TEXT_COVERED',
        page: run.page,
        detail: `${run.text.trim()} / ${over.text.trim()}`.slice(0, 60),
      });
    if (found.length === maximumSuspicions) break;
  }
  return found;
}

function isOver(one: TextRun, other: TextRun): boolean {
  if (one.page !== other.page || bare(one.text) === bare(other.text)) return false;
  const [size, otherSize] = [one.bottom - one.top, other.bottom - other.top];
  // A watermark or a stamp is larger than the text that it lies over.
  if (Math.max(size, otherSize) > 2 * Math.min(size, otherSize)) return false;
  const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  const narrower = Math.min(one.right - one.left, other.right - other.left);
  return across > leastShare * narrower && down > leastShare * Math.min(size, otherSize);
}

const bare = (text: string) => text.replace(/\s/g, '');
