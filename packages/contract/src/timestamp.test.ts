import { expect, test } from 'vitest';
import { timestamp } from './timestamp.ts';

test('a time is in UTC and whole seconds, which are cut and not rounded', () => {
  expect(timestamp(Date.UTC(2026, 3, 21, 9, 30, 0, 999))).toBe('2026-04-21T09:30:00Z');
  expect(timestamp(0)).toBe('1970-01-01T00:00:00Z');
});
