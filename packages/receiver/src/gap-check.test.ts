import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createGapCheck, type GapState, missingIn, see, startGapState, wasSeen } from './gap-check.ts';

const sequences = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 80 });

/** What is missing, worked out the slow way. */
function missingOneByOne(seen: ReadonlySet<number>): number[] {
  const last = Math.max(0, ...seen);
  return Array.from({ length: last }, (_, index) => index + 1).filter((sequence) => !seen.has(sequence));
}

const spread = (state: GapState) =>
  missingIn(state).flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => from + index));

test('deliveries in order leave nothing missing', () => {
  const gaps = createGapCheck();
  expect([1, 2, 3].map((sequence) => gaps.see('loans', sequence))).toEqual([
    { missing: [], duplicate: false, next: 2 },
    { missing: [], duplicate: false, next: 3 },
    { missing: [], duplicate: false, next: 4 },
  ]);
});

test('a gap is told until it is filled', () => {
  const gaps = createGapCheck();
  gaps.see('loans', 1);
  expect(gaps.see('loans', 5)).toEqual({ missing: [[2, 4]], duplicate: false, next: 2 });
  expect(gaps.see('loans', 3)).toEqual({
    missing: [
      [2, 2],
      [4, 4],
    ],
    duplicate: false,
    next: 2,
  });
  expect(gaps.see('loans', 2)).toEqual({ missing: [[4, 4]], duplicate: false, next: 4 });
  expect(gaps.see('loans', 3)).toEqual({ missing: [[4, 4]], duplicate: true, next: 4 });
  expect(gaps.see('loans', 4)).toEqual({ missing: [], duplicate: false, next: 6 });
});

test('endpoints do not know of one another', () => {
  const gaps = createGapCheck();
  gaps.see('loans', 1);
  expect(gaps.see('cards', 1)).toEqual({ missing: [], duplicate: false, next: 2 });
});

test('a receiver that begins later does not miss what was before', () => {
  const gaps = createGapCheck({ loans: startGapState(1000) });
  expect(gaps.see('loans', 1001)).toEqual({ missing: [], duplicate: false, next: 1002 });
});

test.each([0, -1, 1.5, Number.NaN])('%s is no sequence', (sequence) => {
  expect(() => createGapCheck().see('loans', sequence)).toThrow(RangeError);
});

test('in any order, with any repeats, it tells what a set of all sequences would tell', () => {
  fc.assert(
    fc.property(sequences, (list) => {
      const seen = new Set<number>();
      let state = startGapState();
      for (const sequence of list) {
        expect(wasSeen(state, sequence)).toBe(seen.has(sequence));
        state = see(state, sequence);
        seen.add(sequence);
        const missing = missingOneByOne(seen);
        expect(spread(state)).toEqual(missing);
        expect(state.next).toBe(missing[0] ?? Math.max(...seen) + 1);
      }
    }),
  );
});

test('the order of deliveries does not matter in the end', () => {
  fc.assert(
    fc.property(sequences, (list) => {
      const sorted = list.toSorted((one, other) => one - other);
      expect(list.reduce(see, startGapState())).toEqual(sorted.reduce(see, startGapState()));
    }),
  );
});

test('state can be stored as JSON at any moment and taken up again', () => {
  fc.assert(
    fc.property(sequences, sequences, (before, after) => {
      const stopped = createGapCheck();
      for (const sequence of before) stopped.see('loans', sequence);
      const resumed = createGapCheck(JSON.parse(JSON.stringify(stopped.states())));
      for (const sequence of after)
        expect(resumed.see('loans', sequence)).toEqual(stopped.see('loans', sequence));
    }),
  );
});
