import { expect, test } from 'vitest';
import type { QueuedDelivery } from '../model/queued-delivery.ts';
import { meanUnits } from './mean-units.ts';

const withBodies = (...sizes: number[]): QueuedDelivery[] =>
  sizes.map((size) => ({ body: 'x'.repeat(size) }) as QueuedDelivery);

test('the mean is that of the last read, and at least half of the one before', () => {
  expect(meanUnits(1, withBodies(2, 4096, 10 * 4096))).toBe((1 + 2 + 11) / 3);
  expect(meanUnits(100, withBodies(2))).toBe(50);
  expect(meanUnits(100, withBodies(2, 400 * 4096))).toBe(201);
});

test('a read that returns nothing does not change the mean', () => {
  expect(meanUnits(7, [])).toBe(7);
});
