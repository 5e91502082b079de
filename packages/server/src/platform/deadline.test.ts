import { expect, test } from 'vitest';
import { pause, withDeadline, withTimeout } from './deadline.ts';

const never = new Promise<string>(() => {});

test('work that ends in time yields its result or throws its error', async () => {
  expect(await withTimeout(Promise.resolve('done'), 60_000, () => 'late')).toBe('done');
  const broken = Promise.reject(new Error('broken'));
  await expect(withTimeout(broken, 60_000, () => 'late')).rejects.toThrow('broken');
});

test('work that takes too long yields the value of `onTimeout`, or throws its error', async () => {
  expect(await withTimeout(never, 1, () => 'late')).toBe('late');
  const tooLate = () => {
    throw new Error('too late');
  };
  await expect(withTimeout(never, 1, tooLate)).rejects.toThrow('too late');
});

test('after a deadline has passed, the work is not awaited', async () => {
  await withDeadline(never, performance.now() - 1000);
});

test('a pause ends early when its signal aborts, and at once when the signal has already aborted', async () => {
  const stop = new AbortController();
  const paused = pause(3_600_000, stop.signal);
  stop.abort();
  await paused;
  await pause(3_600_000, stop.signal);
});
