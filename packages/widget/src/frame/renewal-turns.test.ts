import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RenewalTurns } from './renewal-turns.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Returns how long the wait took, in ms. */
async function take(turns: RenewalTurns): Promise<number> {
  const before = Date.now();
  const turn = turns.next();
  turn.catch(() => {});
  await vi.runAllTimersAsync();
  await turn;
  return Date.now() - before;
}

test('the page is asked three times, after growing pauses, and then no more', async () => {
  const turns = new RenewalTurns(Date.now);
  expect([await take(turns), await take(turns), await take(turns)]).toEqual([0, 1000, 5000]);
  await expect(take(turns)).rejects.toThrow('no token that the server accepts');
  vi.advanceTimersByTime(3_600_000);
  await expect(take(turns)).rejects.toThrow('no token that the server accepts');
});

test('tokens that are accepted and expire at once count too', async () => {
  const turns = new RenewalTurns(Date.now);
  for (let count = 0; count < 3; count += 1) {
    await take(turns);
    turns.renewed();
  }
  await expect(take(turns)).rejects.toThrow();
});

test('a token that was valid for a minute begins the count anew', async () => {
  const turns = new RenewalTurns(Date.now);
  await take(turns);
  await take(turns);
  turns.renewed();
  vi.advanceTimersByTime(60_001);
  expect([await take(turns), await take(turns), await take(turns)]).toEqual([0, 1000, 5000]);
});

test('a short token that has lived out its own lifetime begins the count anew, unless it lasts only seconds', async () => {
  const turns = new RenewalTurns(Date.now);
  const liveFor = async (lifetimeMs: number) => {
    const pause = await take(turns);
    turns.renewed(lifetimeMs);
    vi.advanceTimersByTime(lifetimeMs);
    return pause;
  };
  for (let count = 0; count < 5; count += 1) expect(await liveFor(15_000)).toBe(0);
  expect([await liveFor(2_000), await liveFor(2_000), await liveFor(2_000)]).toEqual([0, 1000, 5000]);
  await expect(take(turns)).rejects.toThrow();
});
