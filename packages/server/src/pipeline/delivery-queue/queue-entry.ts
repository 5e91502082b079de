import type { Endpoint } from '../../domain/endpoint.ts';
import type { Delivery } from '../model/delivery.ts';
import { Lane } from './lane.ts';
import type { EndpointState } from './read-endpoints.ts';

/** An endpoint that this process delivers for. */
export interface QueueEntry {
  endpoint: Endpoint;
  lane: Lane;
  reading: boolean;
  readingDue: boolean;
  /** Sources whose next deliveries could not be read. */
  unread: Set<string>;
  /** When retries are to be read next; undefined when none is known of. */
  nextDueAt: number | undefined;
  /** Offers that came while a page was being read: they follow it. */
  during: Delivery[];
}

export function newEntry({ endpoint, head, cursor, nextDueAt }: EndpointState): QueueEntry {
  const { limits, paused } = endpoint;
  const lane = new Lane({ limits, paused, head, cursor });
  lane.setLimits(limits);
  return { endpoint, lane, reading: false, readingDue: false, unread: new Set(), nextDueAt, during: [] };
}

/** Retries are to be read at that time at the latest. */
export function dueBy(entry: QueueEntry, at: number): void {
  entry.nextDueAt = Math.min(entry.nextDueAt ?? Number.POSITIVE_INFINITY, at);
}
