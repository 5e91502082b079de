import { expect, test } from 'vitest';
import { restAfter } from './use-query.ts';

test('an answer that took long is asked for less often, and still within what looks live', () => {
  expect(restAfter(4, 30)).toBe(4000);
  expect(restAfter(4, 1000)).toBe(8000);
  expect(restAfter(4, 60_000)).toBe(10_000);
  expect(restAfter(30, 60_000)).toBe(30_000);
});
