import fc from 'fast-check';
import { expect, test } from 'vitest';
import { timestamp } from './timestamp.ts';

const near = fc.integer({ min: 0, max: 3_000 }).map((offset) => Date.UTC(2026, 11, 31, 23, 59, 58) + offset);
const times = fc.oneof(near, fc.integer({ min: 0, max: Date.UTC(9999, 0) }));

test('a time is in UTC and whole seconds, which are cut and not rounded', () => {
  expect(timestamp(Date.UTC(2026, 3, 21, 9, 30, 0, 999))).toBe('2026-04-21T09:30:00Z');
  expect(timestamp(0)).toBe('1970-01-01T00:00:00Z');
});

test('each time has the text of its own second, whatever was formatted before', () => {
  fc.assert(
    fc.property(fc.array(times, { minLength: 1 }), (milliseconds) => {
      for (const each of milliseconds)
        expect(timestamp(each)).toBe(new Date(each).toISOString().replace(/\.\d{3}Z$/, 'Z'));
    }),
  );
});

test('a time that does not exist throws, and the next time is right again', () => {
  expect(() => timestamp(Number.NaN)).toThrow(RangeError);
  expect(timestamp(0)).toBe('1970-01-01T00:00:00Z');
});
