import { FairShare } from './fair-share.ts';

/** Counts the deliveries of all lanes that are in memory and have not started. */
export class QueueMemory {
  /** Deliveries in memory that have not started. */
  used = 0;
  /** The units of memory (see `memoryUnits`) of these deliveries. */
  units = 0;
  readonly #share: FairShare;

  /** `limit` is in units. */
  constructor(limit: number) {
    this.#share = new FairShare(limit);
  }

  /** Whether a lane that already uses `own` units may have another delivery in memory. */
  hasRoomFor(own: number): boolean {
    return this.#share.allows(this.units, own);
  }
}
