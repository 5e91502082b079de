import { type KnownQueue, knownQueue } from './lost-history.ts';
import type { QueueEntry } from './queue-entry.ts';

/** In ms. Errors of a database come in bursts, so the states are remembered once for each burst. */
const pauseMs = 50;
/** For each queue. */
const mostStates = 20;

/**
 * Remembers all queues when a connection is lost or a statement fails. By the time a failover is noticed, a lane may no
 * longer show that deliveries were lost.
 */
export class RememberedQueues {
  #states = new Map<QueueEntry, KnownQueue[]>();
  #at = Number.NEGATIVE_INFINITY;

  remember(entries: Iterable<QueueEntry>, now = performance.now()): void {
    if (now - this.#at < pauseMs) return;
    this.#at = now;
    // Leaves out the queues that this process no longer has.
    const states = new Map<QueueEntry, KnownQueue[]>();
    for (const entry of entries) {
      const state = knownQueue(entry);
      const before = this.#states.get(entry) ?? [];
      const isNew = state.last && state.last.sequence !== before.at(-1)?.last?.sequence;
      states.set(entry, isNew ? [...before, state].slice(-mostStates) : before);
    }
    this.#states = states;
  }

  /** Returns the current and all remembered states, and forgets the remembered ones. */
  take(entries: Iterable<QueueEntry>): KnownQueue[] {
    const states = this.#states;
    this.#states = new Map();
    return [...entries].flatMap((entry) => [...(states.get(entry) ?? []), knownQueue(entry)]);
  }
}
