import fc from 'fast-check';
import { expect, test } from 'vitest';
import { durationBounds, durationColumn, durationColumns, figuresOf, noAttempts } from './attempt-figures.ts';

function rowOf(durations: readonly number[], failed = 0) {
  const row: Record<string, number> = Object.fromEntries(durationColumns.map((column) => [column, 0]));
  for (const duration of durations) row[`d${durationColumn(duration)}`]! += 1;
  return { ...row, total: durations.length, failed } as Parameters<typeof figuresOf>[0][number];
}

test('without attempts there is no latency', () => {
  expect(figuresOf([])).toEqual(noAttempts);
});

test('rows are added, and failures are counted', () => {
  const figures = figuresOf([rowOf([3, 3, 3], 1), rowOf([800], 1)]);
  expect(figures).toMatchObject({ total: 4, failed: 2 });
});

test('a percentile lies between the bounds of the column that it falls into', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(29_999), { minLength: 1, maxLength: 200 }), (durations) => {
      const sorted = durations.toSorted((one, other) => one - other);
      const { p50, p95 } = figuresOf([rowOf(durations)]);
      for (const [share, found] of [
        [0.5, p50],
        [0.95, p95],
      ] as const) {
        const exact = sorted[Math.ceil(share * sorted.length) - 1]!;
        const column = durationColumn(exact);
        expect(found).toBeGreaterThanOrEqual(durationBounds[column - 1] ?? 0);
        expect(found).toBeLessThanOrEqual(durationBounds[column]!);
      }
    }),
  );
});

test('an attempt that took longer than the highest bound counts as that bound', () => {
  expect(figuresOf([rowOf([45_000])])).toMatchObject({ p50: 30_000, p95: 30_000 });
});
