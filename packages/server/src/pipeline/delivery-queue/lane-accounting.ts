import type { QueuedDelivery } from '../model/queued-delivery.ts';
import { memoryUnits } from './memory-units.ts';
import type { QueueMemory } from './queue-memory.ts';

/**
 * How many units of memory (see `memoryUnits`) the deliveries of a lane may take. Deliveries that have started or are
 * blocked do not count. The limit is high, because reading a delivery back from the store costs about 6 µs of CPU more
 * than keeping it in memory.
 */
const roomLimit = 20_000;
/**
 * If the deliveries that can start take fewer units than this, the next page of deliveries must be read from the store.
 */
const lowWater = 250;
/**
 * If a lane remembers the numbers of this many pending deliveries, including spilled ones, it reads no further page.
 * Each number takes 40 bytes.
 */
const pendingLimit = 1_000_000;

/**
 * Counts a lane's deliveries by their sequence numbers.
 *
 * 1. Pending deliveries are admitted in the order of their numbers, and none is left out. `admittedThrough` is the
 *    number up to which this has been done. Deliveries for which memory has no room stay in the store, so a long
 *    backlog costs little memory.
 * 2. A number is tracked while its delivery is in memory and until its outcome is recorded, so that no delivery is
 *    read, and sent, twice. If the outcome is recorded during reads, the number stays tracked until all these reads
 *    have ended, because a read may return the row as it was before.
 * 3. Up to the cursor, no delivery is pending, and every first attempt is recorded.
 */
export class LaneAccounting {
  /** The highest sequence number known to exist. */
  head: number;
  /** Every delivery up to this sequence number is in memory or in flight, is spilled, or is not pending any more. */
  admittedThrough: number;
  /** How often {@link drop} was called. A read that began before the last of these calls is stale. */
  drops = 0;
  readonly #memory: QueueMemory;
  #cursor: number;
  #queued = 0;
  /** How many units the queued deliveries take, and how many of these units belong to blocked deliveries. */
  #units = 0;
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

  /** How many deliveries in memory have not started. */
  get queued(): number {
    return this.#queued;
  }

  /** The units of the queued deliveries that are blocked. */
  get blocked(): number {
    return this.#blocked;
  }

  /** Whether no delivery is in memory or in flight, and all outcomes have been recorded. */
  get isIdle(): boolean {
    return this.#tracked.size === 0;
  }

  /**
   * How many deliveries have no recorded first attempt. The number may be too high when the lane is new or was dropped:
   * of the deliveries above the cursor, only the store knows which were attempted. So all of them count until their
   * rows are read.
   */
  get pending(): number {
    let count = this.head - this.admittedThrough;
    for (const sequence of this.#pending) if (sequence <= this.admittedThrough) count++;
    return count;
  }

  /**
   * The units of the deliveries in memory that may start. Blocked ones do not count. If they did, a lane full of them
   * would read no deliveries of other sources.
   */
  get #startable(): number {
    return this.#units - this.#blocked;
  }

  /**
   * How many more units this lane may have in memory by its own limit. The memory that all lanes share may have room
   * for fewer.
   */
  get room(): number {
    return Math.max(0, roomLimit - this.#startable);
  }

  /** Whether the memory that all lanes share has room for another delivery of this lane. */
  get hasSharedRoom(): boolean {
    return this.#memory.hasRoomFor(this.#units);
  }

  get hasRoom(): boolean {
    return this.#startable < roomLimit && this.hasSharedRoom;
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

  /** Returns false if the delivery is already tracked. */
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

  /**
   * Call this when a delivery leaves memory and stays in the store. A pending delivery stays pending, so that
   * the cursor does not pass it.
   */
  spill(delivery: QueuedDelivery): void {
    this.#tracked.delete(delivery.sequence);
    this.#addQueued(-1, -memoryUnits(delivery));
  }

  /** Stops tracking a delivery, which will be read from the store again. */
  forget(sequence: number): void {
    this.#tracked.delete(sequence);
    this.#pending.delete(sequence);
  }

  /** Call this after all deliveries that had not started have been forgotten. */
  drop(): void {
    this.drops++;
    this.#addQueued(-this.#queued, -this.#units);
    this.#blocked = 0;
    this.admittedThrough = this.#cursor;
  }

  /** Call this after admitting a page that contained all pending deliveries up to `through`. */
  skipTo(through: number): void {
    this.admittedThrough = Math.max(this.admittedThrough, through);
    this.#advanceCursor();
  }

  /** Call this when the outcome of a delivery's attempt is on the disk. */
  record(sequence: number): void {
    this.#tracked.delete(sequence);
    if (this.#reads > 0) this.#recordedDuringReads.add(sequence);
    if (this.#pending.delete(sequence)) this.#advanceCursor();
  }

  /** Begins a read of the store. Call it before the query, and `end` after the rows have been admitted. */
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
  /** Whether the lane was dropped after the read began. If so, the rows of the read must be ignored. */
  isStale(): boolean;
  end(): void;
}
