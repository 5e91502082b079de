import type { Comparison } from './compare.ts';
import { precisionOf, recallOf, type Score, scoreOf } from './score.ts';

export interface Reading {
  name: string;
  layout: string;
  type: string;
  conditions: string[];
  problem: string | null;
  comparisons: Comparison[];
}

export interface VariantReadings {
  variant: string;
  target: number;
  readings: Reading[];
  cpuSeconds: number;
}

export function readingTables(variants: VariantReadings[]): string {
  return `| variant | documents | analysed | precision | recall | target | amounts read | wrong amounts that passed as right | CPU seconds a page |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${variants.map(summary).join('\n')}

A cell below holds precision / recall.

${table('field', variants, fieldsOf)}

A layout's cell counts all of its fields.

${table('layout', variants, (readings) => Map.groupBy(flat(readings), ({ layout }) => layout))}`;
}

type Flat = Comparison & { layout: string; type: string };

const flat = (readings: Reading[]): Flat[] =>
  readings.flatMap(({ comparisons, layout, type }) => comparisons.map((one) => ({ ...one, layout, type })));

function summary({ variant, target, readings, cpuSeconds }: VariantReadings): string {
  const all = flat(readings);
  const score = scoreOf(all);
  const amounts = all.filter(({ field, read }) => /Amount$/.test(field) && read !== null).length;
  const wrong = all.filter(({ isWrongAmount }) => isWrongAmount).length;
  return `| ${[
    variant,
    readings.length,
    readings.filter(({ problem }) => problem === null).length,
    figure(precisionOf(score)),
    figure(recallOf(score)),
    target,
    amounts,
    wrong,
    (cpuSeconds / readings.length).toFixed(1),
  ].join(' | ')} |`;
}

const typeNames: Record<string, string> = {
  PAYSLIP: 'payslip',
  TAX_DOCUMENT: 'tax document',
  EMPLOYMENT_CERTIFICATE: 'certificate',
};

const fieldsOf = (readings: Reading[]) =>
  Map.groupBy(flat(readings), ({ type, field }) => `${typeNames[type]}: ${field}`);

function table(
  heading: string,
  variants: VariantReadings[],
  groupsOf: (readings: Reading[]) => Map<string, Comparison[]>,
): string {
  const groups = variants.map(({ readings }) => groupsOf(readings));
  const names = [...new Set(groups.flatMap((group) => [...group.keys()]))];
  const rows = names.map((name) => [name, ...groups.map((group) => cell(scoreOf(group.get(name) ?? [])))]);
  return [
    `| ${[heading, ...variants.map(({ variant }) => variant)].join(' | ')} |`,
    `| ${['---', ...variants.map(() => '---')].join(' | ')} |`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');
}

const cell = (score: Score) =>
  score.shown + score.read === 0 ? '–' : `${figure(precisionOf(score))} / ${figure(recallOf(score))}`;

const figure = (share: number) => share.toFixed(3);
