import type { QueuedDelivery } from '../model/queued-delivery.ts';
import { memoryUnits } from './memory-units.ts';

/**
 * Before the first read of a lane, its deliveries are assumed to take this many units of memory on average. The number
 * stands for a body of almost 128 KB, because the first bodies may be large.
 */
export const unknownMeanUnits = 32;

/**
 * How many units of memory a delivery takes on average, as an estimate for the next read. The estimate is at least half
 * as high as `before`. So one small body after large ones does not make the next page long.
 */
export function meanUnits(before: number, deliveries: readonly QueuedDelivery[]): number {
  if (deliveries.length === 0) return before;
  let units = 0;
  for (const delivery of deliveries) units += memoryUnits(delivery);
  return Math.max(units / deliveries.length, before / 2);
}
