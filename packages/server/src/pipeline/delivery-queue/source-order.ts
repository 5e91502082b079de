import { Fifo } from '../../platform/fifo.ts';
import type { QueuedDelivery } from '../model/queued-delivery.ts';
import type { LaneAccounting } from './lane-accounting.ts';
import { type Retrying, RetryOrder } from './retry-order.ts';

/**
 * If `sourceLimit` deliveries of a source are blocked in memory, or if the blocked deliveries of all sources of a lane
 * take `blockedLimit` units of memory, further ones are spilled.
 */
const sourceLimit = 100;
const blockedLimit = 2000;

interface Source {
  /**
   * The holder of the source: the number of the delivery that is in flight or may start next. Undefined while that
   * delivery is not in memory.
   */
  holder: number | undefined;
  /** Whether the holder is in flight. Without strict order, this value is not kept up to date. */
  started: boolean;
  /**
   * Every delivery of the source up to this number has had its first attempt. The store may not have recorded all of
   * these attempts yet.
   */
  attempted: number;
  blocked: Fifo<QueuedDelivery>;
  /**
   * The number of the last delivery of the source that was spilled. No later delivery of the source may come
   * into memory before it.
   */
  spilledThrough: number | undefined;
}

/**
 * Keeps the deliveries of each source of a lane in order: first in, first out.
 *
 * 1. The next pending delivery of a source may start when the response to the one before has arrived, whether that
 *    one succeeded or failed. A retry neither waits for its source nor blocks it.
 * 2. With strict order, one delivery of a source is in flight at a time. The one with the lowest number goes first,
 *    whether it is a retry or pending. Only the numbers of retries are in memory; the body of a retry is read when the
 *    retry may start.
 *
 * If a method returns the id of a source, the caller must read the next deliveries of that source from the
 * store.
 */
export class SourceOrder {
  strict: boolean;
  readonly #accounting: LaneAccounting;
  readonly #sources = new Map<string, Source>();
  /** Deliveries that are no longer blocked and may start. Each is the `holder` of its source. */
  readonly #unblocked = new Fifo<QueuedDelivery>();
  #retries = new RetryOrder();

  constructor(strict: boolean, accounting: LaneAccounting) {
    this.strict = strict;
    this.#accounting = accounting;
  }

  /**
   * Called when a pending delivery has its turn in the lane. Returns true if it starts; otherwise it is blocked or
   * spilled.
   */
  enter(delivery: QueuedDelivery): boolean {
    const source = this.#sources.get(delivery.sourceId);
    if (!source) {
      this.#open(delivery.sourceId, delivery.sequence);
      return true;
    }
    const isFull = source.blocked.length >= sourceLimit || this.#accounting.blocked >= blockedLimit;
    if (isFull || source.spilledThrough !== undefined) this.#spill(delivery, source);
    else this.#block(delivery, source);
    return false;
  }

  startUnblocked(): QueuedDelivery | undefined {
    const delivery = this.#unblocked.shift();
    if (delivery && this.strict) this.#occupy(delivery);
    return delivery;
  }

  startRetry(delivery: QueuedDelivery): void {
    if (!this.strict) return;
    this.#retries.remove(delivery.sourceId, delivery.sequence);
    this.#occupy(delivery);
  }

  /**
   * Call this when an attempt at the delivery has ended. `isDone` says that the delivery will not be sent again.
   */
  finish(delivery: QueuedDelivery, isDone: boolean): string | undefined {
    if (!this.strict) return this.#finishHolder(delivery);
    if (!isDone) this.#expectRetry(delivery);
    return this.#finishInOrder(delivery);
  }

  /**
   * Call this when a started delivery could not be sent. A pending delivery, or a retry with strict order, is then the
   * next one of its source again.
   */
  giveBack(delivery: QueuedDelivery): void {
    const source = this.#sources.get(delivery.sourceId);
    if (source?.holder === delivery.sequence) source.started = false;
    if (this.#accounting.isPending(delivery.sequence)) this.#unblocked.push(delivery);
    else if (this.strict) this.#expectRetry(delivery);
  }

  /** Like `giveBack`, but for a stopped lane: the delivery does not stay in memory. */
  leave(delivery: QueuedDelivery): void {
    const { sourceId, sequence } = delivery;
    if (this.strict && !this.#accounting.isPending(sequence)) this.#expectRetry(delivery);
    if (this.#sources.get(sourceId)?.holder === sequence) this.#sources.delete(sourceId);
  }

  /**
   * With strict order: replaces the known retries by those in the store, but changes nothing for tracked
   * deliveries. An unblocked delivery is blocked again if its source now has a retry.
   */
  setRetrying(rows: readonly Retrying[]): void {
    const known = this.#retries;
    this.#retries = new RetryOrder();
    for (const row of rows) if (!this.#accounting.isTracked(row.sequence)) this.#expectRetry(row);
    // A tracked delivery is in memory, or its last attempt is not recorded yet. This object knows more about it
    // than the store.
    for (const one of known.all()) if (this.#accounting.isTracked(one.sequence)) this.#expectRetry(one);
    for (const delivery of this.#unblocked.clear()) this.#blockAgain(delivery);
  }

  /**
   * Unblocks the next delivery of each source that is no longer blocked by a retry. Returns the sources whose next
   * deliveries must be read from the store.
   */
  unblockIdle(): string[] {
    const spilled: string[] = [];
    for (const [sourceId, source] of this.#sources) {
      if (source.holder !== undefined || this.#retries.first(sourceId) !== undefined) continue;
      if (this.#unblockNext(sourceId, source) !== undefined) spilled.push(sourceId);
    }
    return spilled;
  }

  /** Call this when a retry leaves memory before it has started. Its source then has no `holder` any more. */
  vacate({ sourceId, sequence }: QueuedDelivery): void {
    const source = this.#sources.get(sourceId);
    if (source?.holder === sequence) source.holder = undefined;
  }

  /** With strict order: the number of the retry that comes next in its source; undefined if the source has none. */
  firstRetryOf(sourceId: string): number | undefined {
    return this.#retries.first(sourceId);
  }

  /** With strict order: whether this retry is not in memory yet and may start as soon as it is due. */
  isNext({ sourceId, sequence }: Retrying): boolean {
    if (this.#retries.first(sourceId) !== sequence || this.#accounting.isTracked(sequence)) return false;
    return !this.#sources.get(sourceId)?.started;
  }

  /**
   * The number after which the next read of the source begins. It can be higher than the cursor, because the
   * store might not have recorded all attempts yet.
   */
  attemptedThrough(sourceId: string): number {
    return Math.max(this.#accounting.cursor, this.#sources.get(sourceId)?.attempted ?? 0);
  }

  /**
   * Call this after a read of a source. `deliveries` are all pending deliveries of the source in the store up to the
   * number `through`, in order. Does nothing if the source has a `holder` again, or if none of its deliveries are
   * spilled any more. Otherwise the deliveries become blocked, and if the source has no retry, its first blocked
   * delivery is then unblocked. Returns the source if it must be read again.
   */
  refill(sourceId: string, deliveries: readonly QueuedDelivery[], through: number): string | undefined {
    const source = this.#sources.get(sourceId);
    if (source?.spilledThrough === undefined || source.holder !== undefined) return undefined;
    // If a later delivery was spilled during the read, the source must be read again, so `spilledThrough` is kept.
    if (source.spilledThrough <= through) source.spilledThrough = undefined;
    for (const delivery of deliveries) {
      if (this.#accounting.admitPending(delivery)) this.#block(delivery, source);
    }
    return this.#retries.first(sourceId) === undefined ? this.#unblockNext(sourceId, source) : undefined;
  }

  drop(): void {
    this.#forget(this.#unblocked);
    for (const [sourceId, source] of this.#sources) {
      this.#forget(source.blocked);
      source.spilledThrough = undefined;
      // If the delivery in `holder` is still tracked, it is in flight, and keeps its source blocked.
      if (source.holder !== undefined && this.#accounting.isTracked(source.holder)) source.started = true;
      else if (this.#retries.first(sourceId) !== undefined) source.holder = undefined;
      else this.#sources.delete(sourceId);
    }
  }

  forgetRetries(): void {
    this.#retries.clear();
  }

  /**
   * Adds a source. From now on its deliveries are blocked, either by `holder` or by a retry that is not in
   * memory.
   */
  #open(sourceId: string, holder: number | undefined): Source {
    const source = {
      holder,
      started: holder !== undefined,
      attempted: 0,
      blocked: new Fifo<QueuedDelivery>(),
      spilledThrough: undefined,
    };
    this.#sources.set(sourceId, source);
    return source;
  }

  #occupy({ sourceId, sequence }: QueuedDelivery): void {
    const source = this.#sources.get(sourceId) ?? this.#open(sourceId, undefined);
    source.holder = sequence;
    source.started = true;
  }

  #block(delivery: QueuedDelivery, source: Source): void {
    this.#accounting.block(delivery);
    source.blocked.push(delivery);
  }

  #spill(delivery: QueuedDelivery, source: Source): void {
    source.spilledThrough = Math.max(source.spilledThrough ?? 0, delivery.sequence);
    this.#accounting.spill(delivery);
  }

  #blockAgain(delivery: QueuedDelivery): void {
    const source = this.#sources.get(delivery.sourceId);
    if (!source || this.#retries.first(delivery.sourceId) === undefined) {
      this.#unblocked.push(delivery);
      return;
    }
    source.holder = undefined;
    source.blocked.unshift(delivery);
    this.#accounting.block(delivery);
  }

  #expectRetry({ sourceId, sequence }: Retrying): void {
    this.#retries.add(sourceId, sequence);
    if (!this.#sources.has(sourceId)) this.#open(sourceId, undefined);
  }

  #finishHolder({ sourceId, sequence }: QueuedDelivery): string | undefined {
    const source = this.#sources.get(sourceId);
    if (source?.holder !== sequence) return undefined;
    source.attempted = sequence;
    return this.#unblockNext(sourceId, source);
  }

  /**
   * Lets the source continue with its next delivery: the one with the lowest number, whether it is a retry or pending.
   */
  #finishInOrder({ sourceId, sequence }: QueuedDelivery): string | undefined {
    const source = this.#sources.get(sourceId);
    if (!source) return undefined;
    if (this.#accounting.isPending(sequence)) source.attempted = sequence;
    if (source.holder === sequence) {
      source.holder = undefined;
      source.started = false;
    }
    if (source.holder !== undefined) return undefined;
    const retry = this.#retries.first(sourceId);
    if (retry === undefined) return this.#unblockNext(sourceId, source);
    return retry === sequence ? undefined : sourceId;
  }

  #unblockNext(sourceId: string, source: Source): string | undefined {
    const next = source.blocked.shift();
    if (next) {
      this.#accounting.unblock(next);
      source.holder = next.sequence;
      source.started = false;
      this.#unblocked.push(next);
      return undefined;
    }
    source.holder = undefined;
    if (source.spilledThrough !== undefined) return sourceId;
    this.#sources.delete(sourceId);
    return undefined;
  }

  #forget(deliveries: Fifo<QueuedDelivery>): void {
    for (const { sequence } of deliveries.clear()) this.#accounting.forget(sequence);
  }
}
