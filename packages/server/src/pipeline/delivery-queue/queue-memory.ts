import { FairShare } from './fair-share.ts';

/**
 * Counts the deliveries of all lanes that are in memory and have not started. If there is no room, deliveries stay in
 * the store.
 */
export class QueueMemory {
  /** How many deliveries in memory have not started. */
  used = 0;
  /** How many units of memory these deliveries take. See `memoryUnits`. */
  units = 0;
  readonly #share: FairShare;

  /** `limit` is in units. */
  constructor(limit: number) {
    this.#share = new FairShare(limit);
  }

  /** Whether a lane may have another delivery in memory. Its deliveries take `own` units so far. */
  hasRoomFor(own: number): boolean {
    return this.#share.allows(this.units, own);
  }
}
