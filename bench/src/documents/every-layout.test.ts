import { expect, test } from 'vitest';
import { layouts } from './layouts.ts';
import { makeDocument } from './make-document.ts';
import { measureReading } from './measure-reading.ts';
import { Random } from './random.ts';
import { precisionOf, recallOf, scoreOf } from './score.ts';
import { variants } from './variants.ts';

/* A short form of `npm run documents`: all layouts as clean files, and half of them as scans and photographs. */

/** Lower than the figures in bench/documents.md, because a few documents give less exact figures than many. */
const least: Record<string, { precision: number; recall: number }> = {
  'clean PDF': { precision: 0.98, recall: 0.95 },
  scan: { precision: 0.95, recall: 0.8 },
  photograph: { precision: 0.93, recall: 0.75 },
};

test.each(variants)('every layout is read, as a $name', { timeout: 600_000 }, async (variant) => {
  const numbers = [...layouts.keys()];
  const chosen = variant.name === 'clean PDF' ? numbers : numbers.filter((number) => number % 2 === 0);
  const { readings } = await measureReading(
    variant,
    chosen.map((number) => ({ seed: 11, number })),
  );
  const score = scoreOf(readings.flatMap(({ comparisons }) => comparisons));
  console.log(variant.name, { precision: precisionOf(score), recall: recallOf(score) });
  expect(precisionOf(score)).toBeGreaterThanOrEqual(least[variant.name]!.precision);
  expect(recallOf(score)).toBeGreaterThanOrEqual(least[variant.name]!.recall);
});

test.each(variants)(
  'a seed makes the same $name again, and another seed makes another one',
  async ({ name, take }) => {
    const { pdf } = await makeDocument({ seed: 7, number: 3 });
    const make = async (seed: number) => Buffer.from((await take(pdf, new Random(seed))).bytes);
    const first = await make(7);
    expect(first.equals(await make(7))).toBe(true);
    if (name !== 'clean PDF') expect(first.equals(await make(8))).toBe(false);
  },
);
