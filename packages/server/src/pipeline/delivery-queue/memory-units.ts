import type { QueuedDelivery } from '../model/queued-delivery.ts';

/** One unit, plus one for each full 4 KB of the body. */
export const memoryUnits = ({ body }: Pick<QueuedDelivery, 'body'>): number => 1 + (body.length >> 12);
