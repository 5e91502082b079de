import { pino } from 'pino';
import { expect, test } from 'vitest';
import { Loop } from './loop.ts';

const lines: { msg: string; err: { message: string } }[] = [];
const log = pino({}, { write: (line) => void lines.push(JSON.parse(line)) });
const never = 3_600_000;

function counting(rounds: (round: number) => unknown, intervalMs = never) {
  let round = 0;
  const reached = new Map<number, () => void>();
  const loop = new Loop({
    name: 'test',
    log,
    intervalMs,
    async run() {
      reached.get(++round)?.();
      return rounds(round);
    },
  });
  return {
    loop,
    round: () => round,
    until: (n: number) => (round >= n ? undefined : new Promise<void>((resolve) => reached.set(n, resolve))),
  };
}

test('a loop runs at once, after each interval, while there is more to do, and when it is woken', async () => {
  const every = counting(() => undefined, 1);
  await every.loop.start();
  await every.until(3);
  await every.loop.close();
  const more = counting((round) => round < 3);
  await more.loop.start();
  await more.until(3);
  more.loop.wake();
  await more.until(4);
  await more.loop.close();
  expect(more.round()).toBe(4);
});

test('a wake during a round is not lost', async () => {
  const woken = counting((round) => {
    if (round === 1) woken.loop.wake();
  });
  await woken.loop.start();
  await woken.until(2);
  await woken.loop.close();
});

test('`close` aborts the signal of the round that is running, and waits for its end', async () => {
  let stopped = false;
  const loop = new Loop({
    name: 'test',
    log,
    intervalMs: 1,
    run: (stop) =>
      new Promise<void>((resolve) => {
        stop.addEventListener('abort', () => {
          stopped = true;
          resolve();
        });
      }),
  });
  void loop.start();
  await loop.close();
  expect(stopped).toBe(true);
});

async function loggedBy(rounds: (round: number) => unknown): Promise<string[]> {
  lines.length = 0;
  const failing = counting(rounds, 0);
  void failing.loop.start();
  while (failing.round() < 7) {
    failing.loop.wake();
    await new Promise(setImmediate);
  }
  await failing.loop.close();
  expect(new Set(lines.map(({ msg }) => msg))).toEqual(new Set(['test.failed']));
  return lines.map(({ err }) => err.message);
}

test('an error that repeats itself is logged once, until a round succeeds', async () => {
  const failing = loggedBy((round) => {
    if (round !== 4) throw new Error('away');
  });
  expect(await failing).toEqual(['away', 'away']);
});

test('two errors that alternate are logged once each', async () => {
  const failing = loggedBy((round) => {
    throw new Error(round % 2 ? 'away' : 'too slow');
  });
  expect(await failing).toEqual(['away', 'too slow']);
});

test('after each error the loop waits longer, up to its limit', async () => {
  const times: number[] = [];
  const loop = new Loop({
    name: 'test',
    log: pino({ level: 'silent' }),
    intervalMs: 10,
    maxBackoffMs: 40,
    async run() {
      times.push(performance.now());
      throw new Error('away');
    },
  });
  await loop.start();
  await expect.poll(() => times.length).toBeGreaterThan(4);
  await loop.close();
  const waits = times.slice(1).map((time, index) => time - times[index]!);
  // A timer may fire slightly too early, or late on a busy machine.
  for (const [index, least] of [20, 40, 40, 40].entries()) expect(waits[index]).toBeGreaterThan(least - 2);
});
