import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createGapCheck, type GapState, gapState } from './gap-check.ts';

const sequences = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 80 });

function missingOneByOne(seen: ReadonlySet<number>): number[] {
  const last = Math.max(0, ...seen);
  return Array.from({ length: last }, (_, index) => index + 1).filter((sequence) => !seen.has(sequence));
}

const spread = (state: GapState) =>
  gapState
    .missing(state)
    .flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => from + index));

test('deliveries in order leave nothing missing', () => {
  const gaps = createGapCheck();
  expect([1, 2, 3].map((sequence) => gaps.add('loans', sequence))).toEqual([
    { missing: [], duplicate: false, next: 2 },
    { missing: [], duplicate: false, next: 3 },
    { missing: [], duplicate: false, next: 4 },
  ]);
});

test('a gap is reported until it is filled', () => {
  const gaps = createGapCheck();
  gaps.add('loans', 1);
  expect(gaps.add('loans', 5)).toEqual({ missing: [[2, 4]], duplicate: false, next: 2 });
  expect(gaps.add('loans', 3)).toEqual({
    missing: [
      [2, 2],
      [4, 4],
    ],
    duplicate: false,
    next: 2,
  });
  expect(gaps.add('loans', 2)).toEqual({ missing: [[4, 4]], duplicate: false, next: 4 });
  expect(gaps.add('loans', 3)).toEqual({ missing: [[4, 4]], duplicate: true, next: 4 });
  expect(gaps.add('loans', 4)).toEqual({ missing: [], duplicate: false, next: 6 });
});

test('each endpoint has its own sequence', () => {
  const gaps = createGapCheck();
  gaps.add('loans', 1);
  expect(gaps.add('cards', 1)).toEqual({ missing: [], duplicate: false, next: 2 });
});

test('a receiver that starts at a later number does not count earlier ones as missing', () => {
  const gaps = createGapCheck({ loans: gapState.start(1000) });
  expect(gaps.add('loans', 1001)).toEqual({ missing: [], duplicate: false, next: 1002 });
});

test.each([0, -1, 1.5, Number.NaN])('%s is refused as a sequence number', (sequence) => {
  expect(() => createGapCheck().add('loans', sequence)).toThrow(RangeError);
});

test('the result equals that of a set of all numbers, in any order of deliveries and with any repetitions', () => {
  fc.assert(
    fc.property(sequences, (list) => {
      const seen = new Set<number>();
      let state = gapState.start();
      for (const sequence of list) {
        expect(gapState.has(state, sequence)).toBe(seen.has(sequence));
        state = gapState.add(state, sequence);
        seen.add(sequence);
        const missing = missingOneByOne(seen);
        expect(spread(state)).toEqual(missing);
        expect(state.next).toBe(missing[0] ?? Math.max(...seen) + 1);
      }
    }),
  );
});

test('the final state does not depend on the order of deliveries', () => {
  fc.assert(
    fc.property(sequences, (list) => {
      const sorted = list.toSorted((one, other) => one - other);
      expect(list.reduce(gapState.add, gapState.start())).toEqual(
        sorted.reduce(gapState.add, gapState.start()),
      );
    }),
  );
});

test('state can be stored as JSON at any time and loaded again', () => {
  fc.assert(
    fc.property(sequences, sequences, (before, after) => {
      const stopped = createGapCheck();
      for (const sequence of before) stopped.add('loans', sequence);
      const resumed = createGapCheck(JSON.parse(JSON.stringify(stopped.states())));
      for (const sequence of after)
        expect(resumed.add('loans', sequence)).toEqual(stopped.add('loans', sequence));
    }),
  );
});
