import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { StoreUnavailable } from '../../platform/store-unavailable.ts';
import { againAfterLockTimeout } from './again-after-lock-timeout.ts';
import { serverLimits } from './connection.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const refuse = (code: string): never => {
  throw Object.assign(new Error('canceling statement due to lock timeout'), { code });
};

/** Runs `work` with pauses that take no time. */
async function run(work: () => Promise<string>): Promise<string | Error> {
  const ended = againAfterLockTimeout(work).catch((error: Error) => error);
  await vi.runAllTimersAsync();
  return ended;
}

test('work is repeated until it gets its locks', async () => {
  let tries = 0;
  expect(await run(async () => (++tries < 5 ? refuse('55P03') : 'done'))).toBe('done');
});

test('work that never gets its locks is given up after the time that a statement may take', async () => {
  const began = Date.now();
  expect(await run(async () => refuse('55P03'))).toBeInstanceOf(StoreUnavailable);
  expect(Date.now() - began).toBeLessThan(serverLimits.statementMs);
});

test('other errors are thrown at once', async () => {
  let tries = 0;
  const error = await run(async () => {
    tries++;
    return refuse('23505');
  });
  expect(error).toMatchObject({ code: '23505' });
  expect(tries).toBe(1);
});
