import { expect, test } from 'vitest';
import { duration, relativeTime } from './time.ts';

test('a duration is said in the unit that a reader would use', () => {
  expect(duration(43)).toBe('43 ms');
  expect(duration(2430)).toBe('2.4 s');
  expect(duration(9960)).toBe('10 s');
  expect(duration(61_000)).toBe('1 min 1 s');
  expect(duration(120_000)).toBe('2 min');
  expect(duration(3_600_000 * 5 + 600_000)).toBe('5 h 10 min');
  expect(duration(86_400_000 * 3)).toBe('3 days');
});

test('a time is said relative to now, forwards and backwards', () => {
  const now = Date.parse('2026-04-21T09:30:00Z');
  expect(relativeTime('2026-04-21T09:29:58Z', now)).toBe('just now');
  expect(relativeTime('2026-04-21T09:27:00Z', now)).toBe('3 min. ago');
  expect(relativeTime('2026-04-21T11:30:00Z', now)).toBe('in 2 hr.');
  expect(relativeTime('2026-04-20T09:30:00Z', now)).toBe('yesterday');
});
