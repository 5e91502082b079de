import type { QueuedDelivery } from '../model/queued-delivery.ts';

/** How much memory a delivery takes: one unit, and another one for each full 4 KB of its body. */
export const memoryUnits = ({ body }: Pick<QueuedDelivery, 'body'>): number => 1 + (body.length >> 12);
