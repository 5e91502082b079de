import type { QueuedDelivery } from '../model/queued-delivery.ts';
import { memoryUnits } from './memory-units.ts';
import type { QueueMemory } from './queue-memory.ts';

/**
 * In units of memory (see `memoryUnits`). The limit is high, because reading a delivery again costs about 6 µs of CPU.
 */
const roomLimit = 20_000;
/** The next page is read when the deliveries that can start take fewer units than this. */
const lowWater = 250;
/** A lane that remembers this many sequence numbers, of up to 48 bytes each, reads no further page. */
const pendingLimit = 1_000_000;

/**
 * Counts a lane's deliveries by their sequence numbers.
 *
 * 1. All pending deliveries up to `admittedThrough` have been admitted, in order. Those for which memory has no room
 *    stay in the store.
 * 2. A number is tracked until its outcome is recorded, so that no delivery is sent twice. It also stays tracked until
 *    the reads that began before have ended, because they may return an older state of the row.
 * 3. Up to the cursor, every first attempt is recorded.
 */
export class LaneAccounting {
  head: number;
  /** The highest sequence in hints from other processes. Not trusted: only deliveries that were read raise `head`. */
  expectedHead = 0;
  /** Every delivery up to here is in memory, in flight, spilled or no longer pending. */
  admittedThrough: number;
  /** How often {@link drop} was called. A read that began before the last call is stale. */
  drops = 0;
  readonly #memory: QueueMemory;
  #cursor: number;
  #queued = 0;
  /** The units of the queued deliveries, and of those that are blocked. */
  #units = 0;
  #blocked = 0;
  #pending = new Set<number>();
  #tracked = new Set<number>();
  #lastRead = 0;
  /** The numbers of the reads in progress, the oldest first. */
  readonly #reads = new Set<number>();
  /** For each recorded sequence number, the last read that had begun before. The lowest read comes first. */
  readonly #recordedDuringReads = new Map<number, number>();

  constructor({ head, cursor, memory }: { head: number; cursor: number; memory: QueueMemory }) {
    this.head = head;
    this.admittedThrough = cursor;
    this.#cursor = cursor;
    this.#memory = memory;
  }

  get cursor(): number {
    return this.#cursor;
  }

  get queued(): number {
    return this.#queued;
  }

  get blocked(): number {
    return this.#blocked;
  }

  /** Nothing is in memory or in flight, and all outcomes have been recorded. */
  get isIdle(): boolean {
    return this.#tracked.size === 0;
  }

  /**
   * Deliveries without a recorded first attempt. In a new lane the number may be too high, because only the store knows
   * which were attempted.
   */
  get pending(): number {
    let count = this.head - this.admittedThrough;
    for (const sequence of this.#pending) if (sequence <= this.admittedThrough) count++;
    return count;
  }

  /** If blocked deliveries counted, a lane full of them would read no deliveries of other sources. */
  get #startable(): number {
    return this.#units - this.#blocked;
  }

  /** The lane's own limit, in units. The shared memory may have less room. */
  get room(): number {
    return Math.max(0, roomLimit - this.#startable);
  }

  /** Whether the shared memory has room for another delivery of this lane. */
  get hasSharedRoom(): boolean {
    return this.#memory.hasRoomFor(this.#units);
  }

  get hasRoom(): boolean {
    return this.#startable < roomLimit && this.hasSharedRoom;
  }

  get needsPage(): boolean {
    return (
      this.admittedThrough < Math.max(this.head, this.expectedHead) &&
      this.#startable < lowWater &&
      this.#pending.size < pendingLimit
    );
  }

  /** Also counts those that were recorded during reads. */
  get tracked(): number {
    return this.#tracked.size + this.#recordedDuringReads.size;
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

  /** False if the delivery is already tracked. */
  admitPending(delivery: QueuedDelivery): boolean {
    if (this.isTracked(delivery.sequence)) return false;
    this.#pending.add(delivery.sequence);
    this.admitRetry(delivery);
    return true;
  }

  /** The delivery must not be tracked already. */
  admitRetry(delivery: QueuedDelivery): void {
    this.#tracked.add(delivery.sequence);
    this.#addQueued(1, memoryUnits(delivery));
  }

  block(delivery: QueuedDelivery): void {
    this.#blocked += memoryUnits(delivery);
  }

  unblock(delivery: QueuedDelivery): void {
    this.#blocked -= memoryUnits(delivery);
  }

  start(delivery: QueuedDelivery): void {
    this.#addQueued(-1, -memoryUnits(delivery));
  }

  /** Call this when a started delivery could not be sent. It counts as queued again. */
  giveBack(delivery: QueuedDelivery): void {
    this.#addQueued(1, memoryUnits(delivery));
  }

  /** Call this when the delivery leaves memory. A pending one stays pending, so that the cursor does not pass it. */
  spill(delivery: QueuedDelivery): void {
    this.#tracked.delete(delivery.sequence);
    this.#addQueued(-1, -memoryUnits(delivery));
  }

  /** Call this when a spilled delivery has been closed in the store. Nothing is sent, so the cursor may pass it. */
  close(sequence: number): void {
    if (!this.#tracked.has(sequence) && this.#pending.delete(sequence)) this.#advanceCursor();
  }

  /** Stops tracking a delivery that will be read from the store again. */
  forget(sequence: number): void {
    this.#tracked.delete(sequence);
    this.#pending.delete(sequence);
  }

  /** Call this after forgetting all deliveries that had not started. */
  drop(): void {
    this.drops++;
    this.#addQueued(-this.#queued, -this.#units);
    this.#blocked = 0;
    this.admittedThrough = this.#cursor;
    // Spilled deliveries are read again, unless they have been closed until then. The cursor may pass closed ones.
    for (const sequence of this.#pending) if (!this.#tracked.has(sequence)) this.#pending.delete(sequence);
  }

  /** Call this after admitting a page with all pending deliveries up to `through`. */
  skipTo(through: number): void {
    this.admittedThrough = Math.max(this.admittedThrough, through);
    this.#advanceCursor();
  }

  /** Call this when the outcome of the delivery's attempt is on the disk. */
  record(sequence: number): void {
    this.#tracked.delete(sequence);
    if (this.#reads.size > 0) {
      this.#recordedDuringReads.delete(sequence);
      this.#recordedDuringReads.set(sequence, this.#lastRead);
    }
    if (this.#pending.delete(sequence)) this.#advanceCursor();
  }

  /** Call this before the query, and `end` after the rows have been admitted. */
  startRead(): LaneRead {
    const read = ++this.#lastRead;
    this.#reads.add(read);
    const { drops } = this;
    return {
      isStale: () => this.drops !== drops,
      end: () => this.#endRead(read),
    };
  }

  /** Reads overlap while a lane has a backlog, so waiting until none runs could take as long as the backlog. */
  #endRead(read: number): void {
    this.#reads.delete(read);
    const [oldest = Number.POSITIVE_INFINITY] = this.#reads;
    for (const [sequence, lastBefore] of this.#recordedDuringReads) {
      if (lastBefore >= oldest) return;
      this.#recordedDuringReads.delete(sequence);
    }
  }

  #addQueued(count: number, units: number): void {
    this.#queued += count;
    this.#units += units;
    this.#memory.used += count;
    this.#memory.units += units;
  }

  #advanceCursor(): void {
    while (this.#cursor < this.admittedThrough && !this.#pending.has(this.#cursor + 1)) this.#cursor++;
  }
}

export interface LaneRead {
  /** Whether the lane was dropped after the read began. The rows of the read must then be ignored. */
  isStale(): boolean;
  end(): void;
}
