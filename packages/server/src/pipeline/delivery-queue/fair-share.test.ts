import { expect, test } from 'vitest';
import { FairShare } from './fair-share.ts';

/** Returns how much of the limit each lane gets. `wishes` is the most that each lane requests. */
function takeAll(limit: number, wishes: readonly number[]): number[] {
  const share = new FairShare(limit);
  let all = 0;
  return wishes.map((wish) => {
    let own = 0;
    for (; own < wish && share.allows(all, own); own++) all++;
    return own;
  });
}

test('below half of the limit every lane gets what it requests', () => {
  expect(takeAll(4096, [2000])).toEqual([2000]);
});

test('64 slow endpoints at their default concurrency leave room for the next', () => {
  const own = takeAll(
    4096,
    Array.from({ length: 65 }, () => 64),
  );
  expect(own.slice(0, 40)).toEqual(Array(40).fill(64));
  expect(own.at(-1)).toBeGreaterThanOrEqual(20);
});

test('a lane that requests everything leaves half to the others, and the limit is kept', () => {
  const own = takeAll(4096, [5000, ...Array.from({ length: 500 }, () => 64)]);
  expect(own[0]).toBe(2048);
  expect(own.reduce((sum, one) => sum + one)).toBeLessThanOrEqual(4096);
  expect(own.slice(0, 80).every((one) => one > 0)).toBe(true);
});
