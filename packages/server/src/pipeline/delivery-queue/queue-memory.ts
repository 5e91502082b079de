import { FairShare } from './fair-share.ts';

/** Counts the deliveries that all lanes together have in memory. If there is no room, deliveries stay in the store. */
export class QueueMemory {
  used = 0;
  readonly #share: FairShare;

  constructor(limit: number) {
    this.#share = new FairShare(limit);
  }

  /** Whether a lane that has `own` deliveries in memory may have one more. */
  hasRoomFor(own: number): boolean {
    return this.#share.allows(this.used, own);
  }
}
