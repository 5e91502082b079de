import { Fifo } from '../../platform/fifo.ts';
import type { QueuedDelivery } from '../model/queued-delivery.ts';
import type { LaneAccounting } from './lane-accounting.ts';
import { type Retrying, RetryOrder } from './retry-order.ts';

/**
 * A source may have `sourceLimit` blocked deliveries in memory, and the blocked deliveries of a lane may take
 * `blockedLimit` units of memory. Further deliveries are spilled.
 */
const sourceLimit = 100;
const blockedLimit = 2000;

interface Source {
  /** The delivery that is in flight or may start next. Undefined while it is not in memory. */
  holder: number | undefined;
  /** Whether the holder is in flight. Not kept up to date without strict order. */
  started: boolean;
  /** Up to here, every delivery of the source has had its first attempt, perhaps not recorded yet. */
  attempted: number;
  blocked: Fifo<QueuedDelivery>;
  /** The last spilled delivery. No later delivery of the source may come into memory before it. */
  spilledThrough: number | undefined;
  /** The sequence numbers of the spilled deliveries, in order. Undefined if none was spilled. */
  spilled: Fifo<number> | undefined;
}

/**
 * Keeps the deliveries of each source in order.
 *
 * 1. A pending delivery may start after the response to the one before. A retry neither waits nor blocks.
 * 2. In strict order, only one delivery of a source is in flight at a time. The one with the lowest number is sent
 *    first. A retry is read only when it may start.
 *
 * If a method returns a source, the caller must read the source's next deliveries from the store.
 */
export class SourceOrder {
  strict: boolean;
  readonly #accounting: LaneAccounting;
  readonly #sources = new Map<string, Source>();
  /** Deliveries that may start. Each is the `holder` of its source. */
  readonly #unblocked = new Fifo<QueuedDelivery>();
  #retries = new RetryOrder();

  constructor(strict: boolean, accounting: LaneAccounting) {
    this.strict = strict;
    this.#accounting = accounting;
  }

  /** Call this when a pending delivery has its turn. Returns false if it is blocked or spilled. */
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

  /** Call this when an attempt has ended. `isDone` is true if the delivery will not be sent again. */
  finish(delivery: QueuedDelivery, isDone: boolean): string | undefined {
    if (!this.strict) return this.#finishHolder(delivery);
    if (!isDone) this.#expectRetry(delivery);
    return this.#finishInOrder(delivery);
  }

  /** Call this when a started delivery could not be sent. It may be the next one of its source again. */
  giveBack(delivery: QueuedDelivery): void {
    const source = this.#sources.get(delivery.sourceId);
    if (source?.holder === delivery.sequence) source.started = false;
    if (this.#accounting.isPending(delivery.sequence)) this.#unblocked.push(delivery);
    else if (this.strict) this.#expectRetry(delivery);
  }

  /** Like `giveBack`, but the delivery does not stay in memory. */
  leave(delivery: QueuedDelivery): void {
    const { sourceId, sequence } = delivery;
    if (this.strict && !this.#accounting.isPending(sequence)) this.#expectRetry(delivery);
    if (this.#sources.get(sourceId)?.holder === sequence) this.#sources.delete(sourceId);
  }

  /**
   * For strict order. The rows replace all known retries, except tracked ones. A new retry may block its source again.
   */
  setRetrying(rows: readonly Retrying[]): void {
    const known = this.#retries;
    this.#retries = new RetryOrder();
    for (const row of rows) if (!this.#accounting.isTracked(row.sequence)) this.#expectRetry(row);
    // A tracked delivery is in memory, or its attempt is not recorded yet, so this object knows more about it than the
    // store.
    for (const one of known.all()) if (this.#accounting.isTracked(one.sequence)) this.#expectRetry(one);
    for (const delivery of this.#unblocked.clear()) this.#blockAgain(delivery);
  }

  /** Unblocks sources that no longer have a retry. Returns those whose next deliveries must be read. */
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

  /** The next retry of the source in strict order. Undefined if the source has no retry. */
  firstRetryOf(sourceId: string): number | undefined {
    return this.#retries.first(sourceId);
  }

  /** With strict order: whether the retry is not in memory yet, and may start as soon as it is due. */
  isNext({ sourceId, sequence }: Retrying): boolean {
    if (this.#retries.first(sourceId) !== sequence || this.#accounting.isTracked(sequence)) return false;
    return !this.#sources.get(sourceId)?.started;
  }

  /** The next read of the source begins after this number. Attempts that are not recorded yet count. */
  attemptedThrough(sourceId: string): number {
    return Math.max(this.#accounting.cursor, this.#sources.get(sourceId)?.attempted ?? 0);
  }

  /**
   * `deliveries` are all pending deliveries of the source up to `through`, in order. They are admitted if the source
   * still has spilled deliveries and nothing in flight. Returns the source if it must be read again.
   */
  refill(sourceId: string, deliveries: readonly QueuedDelivery[], through: number): string | undefined {
    const source = this.#sources.get(sourceId);
    if (source?.spilledThrough === undefined || source.holder !== undefined) return undefined;
    this.#forgetClosed(source, deliveries, through);
    // If a later delivery was spilled during the read, the source must be read again.
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
      source.spilled = undefined;
      // A tracked holder is in flight, and keeps its source blocked.
      if (source.holder !== undefined && this.#accounting.isTracked(source.holder)) source.started = true;
      else if (this.#retries.first(sourceId) !== undefined) source.holder = undefined;
      else this.#sources.delete(sourceId);
    }
  }

  forgetRetries(): void {
    this.#retries.clear();
  }

  /** From now on, the source's deliveries are blocked by `holder` or by a retry that is not in memory. */
  #open(sourceId: string, holder: number | undefined): Source {
    const source = {
      holder,
      started: holder !== undefined,
      attempted: 0,
      blocked: new Fifo<QueuedDelivery>(),
      spilledThrough: undefined,
      spilled: undefined,
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
    source.spilled ??= new Fifo();
    source.spilled.push(delivery.sequence);
    this.#accounting.spill(delivery);
  }

  /** A spilled delivery that a read does not return was closed in the store, for example because its user was erased. */
  #forgetClosed({ spilled }: Source, deliveries: readonly QueuedDelivery[], through: number): void {
    const open = new Set(deliveries.map(({ sequence }) => sequence));
    for (let next = spilled?.first; next !== undefined && next <= through; next = spilled?.first) {
      spilled?.shift();
      if (!open.has(next)) this.#accounting.close(next);
    }
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

  /** The delivery with the lowest number is next, whether it is a retry or pending. */
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
