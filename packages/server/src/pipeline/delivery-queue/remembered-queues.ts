import { type KnownQueue, knownQueue } from './lost-history.ts';
import type { QueueEntry } from './queue-entry.ts';

/**
 * Errors of a database come in bursts. So after the states of the queues have been remembered, they are not remembered
 * again for this many ms.
 */
const pauseMs = 50;
/** The maximum number of states that are remembered for one queue. */
const mostStates = 20;

/**
 * Remembers the state of all queues whenever a connection to the database is lost or a statement fails. If a proxy
 * hides the nodes, a failover is noticed up to a second late. Meanwhile, the new primary may give the numbers of lost
 * deliveries to new deliveries, and a lane may admit the new ones. The lane's last admitted delivery is then in the
 * database, so it does not show that earlier deliveries were lost. A remembered state shows this, because it names a
 * lost delivery.
 */
export class RememberedQueues {
  #states = new Map<QueueEntry, KnownQueue[]>();
  #at = Number.NEGATIVE_INFINITY;

  remember(entries: Iterable<QueueEntry>, now = performance.now()): void {
    if (now - this.#at < pauseMs) return;
    this.#at = now;
    // The new map leaves out the queues that this process no longer has.
    const states = new Map<QueueEntry, KnownQueue[]>();
    for (const entry of entries) {
      const state = knownQueue(entry);
      const before = this.#states.get(entry) ?? [];
      const isNew = state.last && state.last.sequence !== before.at(-1)?.last?.sequence;
      states.set(entry, isNew ? [...before, state].slice(-mostStates) : before);
    }
    this.#states = states;
  }

  /** Returns the current state of each queue and all its remembered states. Then forgets the remembered ones. */
  take(entries: Iterable<QueueEntry>): KnownQueue[] {
    const states = this.#states;
    this.#states = new Map();
    return [...entries].flatMap((entry) => [...(states.get(entry) ?? []), knownQueue(entry)]);
  }
}
