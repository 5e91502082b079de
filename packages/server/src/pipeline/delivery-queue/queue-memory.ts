import type { QueuedDelivery } from '../model/queued-delivery.ts';
import { FairShare } from './fair-share.ts';
import type { Lane } from './lane.ts';

/** Counts the deliveries that all lanes together have in memory; what it has no room for waits in the store. */
export class QueueMemory {
  used = 0;
  readonly #share: FairShare;

  constructor(limit: number) {
    this.#share = new FairShare(limit);
  }

  hasRoomFor(lane: Lane): boolean {
    return this.#share.allows(this.used, lane.waiting);
  }

  /** A first attempt, of a page or just appended, for a lane to take or to leave to the store. */
  offer(lane: Lane, delivery: QueuedDelivery): void {
    if (!this.hasRoomFor(lane)) lane.head = Math.max(lane.head, delivery.sequence);
    else if (lane.offer(delivery)) this.used++;
  }

  /** Does something that changes how many deliveries a lane has in memory. */
  track<Result>(lane: Lane, change: () => Result): Result {
    const before = lane.waiting;
    const result = change();
    this.used += lane.waiting - before;
    return result;
  }
}
