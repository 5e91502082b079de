import type { RenderedEvent } from './rendered-event.ts';

/**
 * A batch that has been committed, on its way to the senders of this process. Flat, because it crosses a thread:
 * `deliveries` holds triples of index into `events`, index into `webhookIds` (negative minus one when the body
 * with the payload is meant), and sequence.
 */
export interface Handoff {
  webhookIds: string[];
  /** Of each tenant and mode whose endpoints have filters: what those cost for each event, in values. */
  filterSizes: FilterSize[];
  deliveries: Float64Array;
}

export type FilterSize = readonly [tenantId: string, mode: string, size: number];

export interface Appended extends Handoff {
  events: readonly RenderedEvent[];
}
