import type { QueuedDelivery } from '../model/queued-delivery.ts';
import type { QueueMemory } from './queue-memory.ts';

/**
 * A lane has at most this many deliveries that have not started and are not blocked: to read one back from the store
 * costs about 6 µs of CPU more than to keep it. Of large bodies it has fewer, so that all lanes stay within some 200 MB.
 */
const roomLimit = 20_000;
const largeBody = 4096;
const roomForLarge = 1000;
/** Below this many the lane needs the next page. */
const lowWater = 250;
/** Pending deliveries that a lane knows by number, spilled ones included. Each costs 40 bytes. */
const pendingLimit = 1_000_000;

/**
 * Counts a lane's deliveries by their sequence numbers.
 *
 * 1. Pending deliveries are admitted in the order of their numbers, without a gap: `admittedThrough` is the highest.
 *    What has no room stays in the store, so backlog costs no memory.
 * 2. A number is tracked from the moment its delivery is in memory until its outcome is recorded, so that nothing is
 *    read, and sent, twice. A number that is recorded during a read stays tracked until the read has ended: the read
 *    may have seen the row as it was before.
 * 3. Every number up to the cursor has had its first attempt, and that attempt is recorded.
 */
export class LaneAccounting {
  /** The highest number known to exist. */
  head: number;
  /** Every number up to here is in memory or in flight, is spilled, or has had its first attempt. */
  admittedThrough: number;
  /** How often everything that had not started was dropped. */
  drops = 0;
  readonly #memory: QueueMemory;
  #cursor: number;
  #queued = 0;
  #blocked = 0;
  #pending = new Set<number>();
  #tracked = new Set<number>();
  #reads = 0;
  #recordedDuringReads = new Set<number>();

  constructor({ head, cursor, memory }: { head: number; cursor: number; memory: QueueMemory }) {
    this.head = head;
    this.admittedThrough = cursor;
    this.#cursor = cursor;
    this.#memory = memory;
  }

  get cursor(): number {
    return this.#cursor;
  }

  /** Deliveries in memory that have not started. */
  get queued(): number {
    return this.#queued;
  }

  /** How many of them are blocked. */
  get blocked(): number {
    return this.#blocked;
  }

  /** Whether nothing is in memory, in flight or unrecorded. */
  get isIdle(): boolean {
    return this.#tracked.size === 0;
  }

  /**
   * Deliveries whose first attempt has not been made and recorded. After a start or a drop this includes attempts that
   * were made out of turn, until their rows are read: only the store knows of them.
   */
  get pending(): number {
    let count = this.head - this.admittedThrough;
    for (const sequence of this.#pending) if (sequence <= this.admittedThrough) count++;
    return count;
  }

  /** Blocked deliveries do not count: they must not keep those of other sources from being read. */
  get #startable(): number {
    return this.#queued - this.#blocked;
  }

  get room(): number {
    return Math.max(0, roomLimit - this.#startable);
  }

  hasRoomFor({ body }: QueuedDelivery): boolean {
    const limit = body.length > largeBody ? roomForLarge : roomLimit;
    return this.#startable < limit && this.#memory.hasRoomFor(this.#queued);
  }

  /** Whether the store has pending deliveries that should be read now. */
  get needsPage(): boolean {
    return (
      this.admittedThrough < this.head && this.#startable < lowWater && this.#pending.size < pendingLimit
    );
  }

  isTracked(sequence: number): boolean {
    return this.#tracked.has(sequence) || this.#recordedDuringReads.has(sequence);
  }

  isPending(sequence: number): boolean {
    return this.#pending.has(sequence);
  }

  raiseHead(sequence: number): void {
    if (sequence > this.head) this.head = sequence;
  }

  /** A delivery before its first attempt comes into memory. False when it is tracked already. */
  admitPending(sequence: number): boolean {
    if (this.isTracked(sequence)) return false;
    this.#pending.add(sequence);
    this.admitRetry(sequence);
    return true;
  }

  /** A retrying delivery, which is not tracked, comes into memory. */
  admitRetry(sequence: number): void {
    this.#tracked.add(sequence);
    this.#addQueued(1);
  }

  block(): void {
    this.#blocked++;
  }

  unblock(): void {
    this.#blocked--;
  }

  start(): void {
    this.#addQueued(-1);
  }

  /** The delivery was started and has not been sent: it is in the queue again. */
  giveBack(): void {
    this.#addQueued(1);
  }

  /** A delivery leaves memory and stays in the store. If it is pending it remains so: the cursor must not pass it. */
  spill(sequence: number): void {
    this.#tracked.delete(sequence);
    this.#addQueued(-1);
  }

  /** A number is of no interest any more; it will be read from the store again. */
  forget(sequence: number): void {
    this.#tracked.delete(sequence);
    this.#pending.delete(sequence);
  }

  /** After everything that had not started was forgotten. */
  drop(): void {
    this.drops++;
    this.#addQueued(-this.#queued);
    this.#blocked = 0;
    this.admittedThrough = this.#cursor;
  }

  /** A page ended before `through`: everything in between has had its first attempt already. */
  skipTo(through: number): void {
    this.admittedThrough = Math.max(this.admittedThrough, through);
    this.#advanceMark();
  }

  /** The outcome is on the disk. */
  record(sequence: number): void {
    this.#tracked.delete(sequence);
    if (this.#reads > 0) this.#recordedDuringReads.add(sequence);
    if (this.#pending.delete(sequence)) this.#advanceMark();
  }

  /** A read of the store, from before its query until after its rows were admitted. */
  startRead(): LaneRead {
    this.#reads++;
    const { drops } = this;
    return {
      isStale: () => this.drops !== drops,
      end: () => {
        if (--this.#reads === 0) this.#recordedDuringReads.clear();
      },
    };
  }

  #addQueued(count: number): void {
    this.#queued += count;
    this.#memory.used += count;
  }

  #advanceMark(): void {
    while (this.#cursor < this.admittedThrough && !this.#pending.has(this.#cursor + 1)) this.#cursor++;
  }
}

export interface LaneRead {
  /** Whether the lane was dropped since the read began: then its rows are of no use. */
  isStale(): boolean;
  end(): void;
}
