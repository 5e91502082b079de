import { expect, test } from 'vitest';
import { BoundedQueue } from './bounded-queue.ts';

test('a limited number of jobs run, a limited number wait, and all others are refused', async () => {
  const queue = new BoundedQueue({ atOnce: 2, waiting: 3 });
  const running = { now: 0, most: 0 };
  const work = async () => {
    running.most = Math.max(running.most, ++running.now);
    await new Promise(setImmediate);
    running.now--;
    return 'done';
  };
  const results = Array.from({ length: 8 }, () => queue.run(work));
  expect(results.filter((result) => result === undefined)).toHaveLength(3);
  expect(await Promise.all(results.slice(0, 5))).toEqual(Array(5).fill('done'));
  expect(running.most).toBe(2);
});

test('a job that fails frees its slot too', async () => {
  const queue = new BoundedQueue({ atOnce: 1, waiting: 1 });
  const fail = async () => {
    throw new Error('broken');
  };
  await expect(queue.run(fail)).rejects.toThrow('broken');
  expect(await queue.run(async () => 1)).toBe(1);
});
