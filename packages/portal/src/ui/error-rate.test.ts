import { expect, test } from 'vitest';
import { durationText, errorRate } from './error-rate.ts';

test('an error rate never rounds a failure or a success away', () => {
  expect(errorRate({ total: 0, failed: 0 })).toBe(null);
  expect(errorRate({ total: 57_138, failed: 4761 })).toBe('8.3%');
  expect(errorRate({ total: 100_000, failed: 1 })).toBe('0.1%');
  expect(errorRate({ total: 100_000, failed: 99_999 })).toBe('99.9%');
  expect(errorRate({ total: 3, failed: 3 })).toBe('100%');
  expect(errorRate({ total: 3, failed: 0 })).toBe('0%');
});

test('a duration is shown in ms, and in seconds from ten on', () => {
  expect(durationText(40)).toBe('40 ms');
  expect(durationText(9999)).toMatch(/^9.?999 ms$/);
  expect(durationText(29_400)).toBe('29 s');
  expect(durationText(null)).toBe('–');
});
