import type { Endpoint } from '../../domain/endpoint.ts';
import type { QueuedDelivery } from '../model/queued-delivery.ts';
import { Lane } from './lane.ts';
import { unknownMeanUnits } from './mean-units.ts';
import type { QueueMemory } from './queue-memory.ts';
import type { EndpointState } from './read-endpoints.ts';

/** An endpoint that this process delivers for. */
export interface QueueEntry {
  endpoint: Endpoint;
  lane: Lane;
  /** How many units of memory a delivery takes on average, as `meanUnits` estimates it for the next read. */
  meanUnits: number;
  readingPage: boolean;
  readingRetries: boolean;
  /** Sources whose next deliveries could not be read from the store. The read must be repeated. */
  unreadSources: Set<string>;
  /** When retries must be read next; undefined if no retry is known. */
  nextDueAt: number | undefined;
  /** Deliveries that were offered while a page was being read. They are offered again after the read. */
  offeredWhileReading: QueuedDelivery[];
  /**
   * Set when the database has lost deliveries of the endpoint. Another entry then replaces this one, and the
   * responses to the requests of this entry are ignored.
   */
  isAbandoned: boolean;
  /** The entries of the process that may have something to do at the next tick. See `wake`. */
  readonly awake: Set<QueueEntry>;
}

export function newEntry(
  { endpoint, head, cursor, nextDueAt }: EndpointState,
  { memory, awake }: { memory: QueueMemory; awake: Set<QueueEntry> },
): QueueEntry {
  const { limits, paused } = endpoint;
  const lane = new Lane({ limits, paused, head, cursor, memory });
  if (endpoint.failingSince !== null) lane.breaker.reopen(performance.now());
  return {
    endpoint,
    lane,
    meanUnits: unknownMeanUnits,
    readingPage: false,
    readingRetries: false,
    unreadSources: new Set(),
    nextDueAt,
    offeredWhileReading: [],
    isAbandoned: false,
    awake,
  };
}

/**
 * Makes the next tick visit the entry. Call it whenever the entry gets something to do, because a tick visits
 * only the entries that were woken: visiting 10,000 idle endpoints ten times a second took 2 % of a core.
 */
export function wake(entry: QueueEntry): void {
  entry.awake.add(entry);
}

/** Whether ticks may skip the entry until it is woken. */
export const mayRest = ({ lane, nextDueAt, readingRetries, unreadSources }: QueueEntry): boolean =>
  lane.isStopped ||
  (nextDueAt === undefined &&
    !readingRetries &&
    unreadSources.size === 0 &&
    lane.queued === 0 &&
    // A lane with a request in flight must not rest: if the request fails in our own egress, its delivery is
    // queued again.
    lane.inFlight === 0 &&
    !lane.needsPage);

/** Schedules a read of retries for this time, unless an earlier one is scheduled. */
export function scheduleRead(entry: QueueEntry, at: number): void {
  entry.nextDueAt = Math.min(entry.nextDueAt ?? Number.POSITIVE_INFINITY, at);
  wake(entry);
}
