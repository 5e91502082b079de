import { expect, test } from 'vitest';
import { pollDelayMs } from './use-query.ts';

test('a slow query is repeated less often, but at least every ten seconds', () => {
  expect(pollDelayMs(4, 30)).toBe(4000);
  expect(pollDelayMs(4, 1000)).toBe(8000);
  expect(pollDelayMs(4, 60_000)).toBe(10_000);
  expect(pollDelayMs(30, 60_000)).toBe(30_000);
});
