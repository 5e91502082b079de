import type { Endpoint } from '../../domain/endpoint.ts';
import type { QueuedDelivery } from '../model/queued-delivery.ts';
import { Lane } from './lane.ts';
import type { QueueMemory } from './queue-memory.ts';
import type { EndpointState } from './read-endpoints.ts';

/** An endpoint that this process delivers for. */
export interface QueueEntry {
  endpoint: Endpoint;
  lane: Lane;
  readingPage: boolean;
  readingRetries: boolean;
  /** Sources whose next deliveries could not be read. */
  unreadSources: Set<string>;
  /** When retries must be read next; undefined if none is known. */
  nextDueAt: number | undefined;
  /** Deliveries that were offered while a page was being read. They are offered again after the page. */
  offeredWhileReading: QueuedDelivery[];
}

export function newEntry(
  { endpoint, head, cursor, nextDueAt }: EndpointState,
  memory: QueueMemory,
): QueueEntry {
  const { limits, paused } = endpoint;
  const lane = new Lane({ limits, paused, head, cursor, memory });
  return {
    endpoint,
    lane,
    readingPage: false,
    readingRetries: false,
    unreadSources: new Set(),
    nextDueAt,
    offeredWhileReading: [],
  };
}

/** Schedules a read of retries for this time, unless an earlier one is scheduled. */
export function scheduleRead(entry: QueueEntry, at: number): void {
  entry.nextDueAt = Math.min(entry.nextDueAt ?? Number.POSITIVE_INFINITY, at);
}
