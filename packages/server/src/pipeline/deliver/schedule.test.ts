import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultCeilings, retryDelay } from './schedule.ts';

const hour = 3_600_000;
const random = fc.double({ min: 0, max: 0.999, noNaN: true });

test('the default schedule has eleven retries, as webhooks.md, concepts.md and the API reference state', () => {
  expect(defaultCeilings).toHaveLength(11);
  expect(retryDelay(11, 0.5)).toBeDefined();
  expect(retryDelay(12, 0.5)).toBeUndefined();
});

test('the first two retries always happen within two minutes', () => {
  fc.assert(
    fc.property(random, random, (one, other) => {
      expect(retryDelay(1, one)! + retryDelay(2, other)!).toBeLessThanOrEqual(120_000);
    }),
  );
});

test('all retries take three days on average', () => {
  const mean = defaultCeilings.reduce((sum, _, index) => sum + retryDelay(index + 1, 0.5)!, 0);
  expect(mean / hour).toBeGreaterThan(66);
  expect(mean / hour).toBeLessThan(78);
});

test("an endpoint's own delays vary by at most a tenth", () => {
  fc.assert(
    fc.property(random, (chance) => {
      const delay = retryDelay(2, chance, [1000, 60_000])!;
      expect(delay).toBeGreaterThanOrEqual(54_000);
      expect(delay).toBeLessThanOrEqual(66_000);
    }),
  );
});
