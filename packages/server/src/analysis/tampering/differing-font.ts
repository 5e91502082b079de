import { excerpt, maximumSuspicions, type Suspicion } from './suspicion.ts';
import type { TextRun } from './text-run.ts';

/**
 * A family of fonts that is used in fewer runs of text than this is suspicious. A payroll program may use a second
 * family, but then for a whole column.
 */
const fewestRuns = 3;
/** If a page has fewer runs of text than this, no font counts as the usual one. */
const fewestRunsOfPage = 10;

/**
 * Finds text in a rare font beside text in the usual one. Text that stands alone, such as a form's number, may have any
 * font.
 */
export function differingFont(runs: readonly TextRun[]): Suspicion[] {
  return [...Map.groupBy(runs, ({ page }) => page).values()].flatMap(onPage).slice(0, maximumSuspicions);
}

function onPage(runs: TextRun[]): Suspicion[] {
  const written = runs.filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
  if (written.length < fewestRunsOfPage) return [];
  const families = Map.groupBy(written, ({ family }) => family);
  const [usual = ''] = [...families].toSorted(([, one], [, other]) => other.length - one.length)[0] ?? [];
  const rare = [...families.values()].filter((of) => of.length < fewestRuns).flat();
  return rare
    .filter((run) => run.family !== usual && hasNeighbour(run, written, usual))
    .map((run) => ({ kind: 'FONT_DIFFERS', page: run.page, detail: excerpt(run.text) }));
}

function hasNeighbour(run: TextRun, written: TextRun[], usual: string): boolean {
  const middle = (run.top + run.bottom) / 2;
  return written.some((other) => other.family === usual && other.top <= middle && middle <= other.bottom);
}
