import type { QueuedDelivery } from '../model/queued-delivery.ts';
import { memoryUnits } from './memory-units.ts';

/**
 * Assumed before the first read of a lane. It stands for a body of almost 128 KB, because the first bodies may be
 * large.
 */
export const unknownMeanUnits = 32;

/**
 * Estimates the mean size of the next deliveries. The estimate falls by at most half, so that one small body does not
 * make the next page too long.
 */
export function meanUnits(before: number, deliveries: readonly QueuedDelivery[]): number {
  if (deliveries.length === 0) return before;
  let units = 0;
  for (const delivery of deliveries) units += memoryUnits(delivery);
  return Math.max(units / deliveries.length, before / 2);
}
