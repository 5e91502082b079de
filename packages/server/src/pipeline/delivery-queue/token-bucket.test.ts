import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyDelivery } from '../testing/send-once.ts';
import { Lane } from './lane.ts';
import { QueueMemory } from './queue-memory.ts';
import { TokenBucket } from './token-bucket.ts';

/** How many deliveries a lane starts in the first `until` ms, if `startNext` is called every 10 ms. */
function startedBy(until: number, ratePerSecond: number | undefined, count: number): number {
  const limits = { concurrency: count, ratePerSecond, strictOrder: false };
  const lane = new Lane({ limits, paused: false, head: 0, cursor: 0, memory: new QueueMemory(50_000) });
  lane.setLimits(limits);
  for (let sequence = 1; sequence <= count; sequence++) {
    lane.offer({ ...anyDelivery, sequence, sourceId: `s${sequence}` });
  }
  let started = 0;
  for (let now = 1000; now <= 1000 + until; now += 10) while (lane.startNext(now)) started++;
  return started;
}

test('an endpoint starts the requests of 0.2 s at once and then keeps to its rate; without a limit, it starts everything', () => {
  expect(startedBy(0, 10, 100)).toBe(2);
  expect(startedBy(2000, 10, 100)).toBe(22);
  expect(startedBy(2000, 1, 100)).toBe(3);
  expect(startedBy(10_000, 0.1, 100)).toBe(2);
  expect(startedBy(0, undefined, 100)).toBe(100);
});

test('no second has more requests than the rate and the burst allow', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 10_000, noNaN: true }),
      fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 200 }),
      (rate, waits) => {
        const bucket = new TokenBucket(rate);
        const taken: number[] = [];
        let now = 1000;
        for (const wait of waits) {
          now += wait;
          if (bucket.nextAt(now) > now) continue;
          bucket.take(now);
          taken.push(now);
        }
        for (const from of taken) {
          const within = taken.filter((at) => at >= from && at < from + 1000).length;
          expect(within).toBeLessThanOrEqual(Math.ceil(rate * 1.2) + 1);
        }
      },
    ),
  );
});
