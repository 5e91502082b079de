import type { LaneLimits } from '../../domain/endpoint.ts';
import { Fifo } from '../../platform/fifo.ts';
import { Breaker } from '../deliver/breaker.ts';
import type { QueuedDelivery } from '../model/queued-delivery.ts';
import type { Verdict } from '../model/verdict.ts';
import { LaneAccounting, type LaneRead } from './lane-accounting.ts';
import type { QueueMemory } from './queue-memory.ts';
import type { Retrying } from './retry-order.ts';
import { SourceOrder } from './source-order.ts';
import { TokenBucket } from './token-bucket.ts';

/** If fewer retries than this are in memory, further due retries are read. */
const lowRetries = 250;

/*
 * Decides which delivery of one endpoint may start next. It does no I/O. All times are on the steady clock.
 *
 * A delivery that must not start yet is:
 *
 * - blocked, in memory, because an earlier delivery of its source comes first
 * - spilled, only in the store, because too many are blocked or a retry must wait
 * - held, in its queue, because of `Retry-After` or a failure of our own egress
 * - dropped, only in the store, for example because the webhook was paused or changed
 */
export class Lane {
  limits: LaneLimits;
  paused: boolean;
  readonly breaker = new Breaker();
  inFlight = 0;
  /** The number of reads, of retrying deliveries or of a `Retry-After`, that must end before the lane may start. */
  #learning = 0;
  #heldUntil = 0;
  #retriesUnreadUntil = 0;
  readonly #accounting: LaneAccounting;
  readonly #order: SourceOrder;
  /** In the order of their sequence. */
  readonly #pending = new Fifo<QueuedDelivery>();
  readonly #retries = new Fifo<QueuedDelivery>();
  /** Retries and pending deliveries take turns. */
  #isRetrysTurn = false;
  // Only these two values of the last delivery are kept, because its body may be large.
  #lastSequence = 0;
  #lastEventId: string | undefined;
  #bucket: TokenBucket | undefined;

  constructor(options: {
    limits: LaneLimits;
    paused: boolean;
    head: number;
    cursor: number;
    memory: QueueMemory;
  }) {
    this.limits = options.limits;
    this.paused = options.paused;
    this.#accounting = new LaneAccounting(options);
    this.#order = new SourceOrder(options.limits.strictOrder, this.#accounting);
    this.setLimits(options.limits);
  }

  /** The webhook is paused, or the lane does not know its retrying deliveries or its `Retry-After` yet. */
  get isStopped(): boolean {
    return this.paused || this.#learning > 0;
  }

  startLearning(): void {
    this.#learning++;
  }

  endLearning(): void {
    this.#learning--;
  }

  get head(): number {
    return this.#accounting.head;
  }

  raiseHead(sequence: number): void {
    this.#accounting.raiseHead(sequence);
  }

  get expectedHead(): number {
    return this.#accounting.expectedHead;
  }

  expectHead(sequence: number): void {
    this.#accounting.expectedHead = Math.max(this.#accounting.expectedHead, sequence);
  }

  /** Call this when the store has no more pending deliveries, although a hint has named the sequence. */
  forgetExpected(sequence: number): void {
    if (this.#accounting.expectedHead <= sequence) this.#accounting.expectedHead = 0;
  }

  get admittedThrough(): number {
    return this.#accounting.admittedThrough;
  }

  /** The pending delivery with the highest sequence that was admitted. */
  get lastAdmitted(): { sequence: number; eventId: string } | undefined {
    const eventId = this.#lastEventId;
    return eventId === undefined ? undefined : { sequence: this.#lastSequence, eventId };
  }

  get cursor(): number {
    return this.#accounting.cursor;
  }

  get queued(): number {
    return this.#accounting.queued;
  }

  get pending(): number {
    return this.#accounting.pending;
  }

  get isIdle(): boolean {
    return this.#accounting.isIdle;
  }

  get room(): number {
    return this.#accounting.room;
  }

  get hasSharedRoom(): boolean {
    return this.#accounting.hasSharedRoom;
  }

  get needsPage(): boolean {
    return !this.isStopped && this.#accounting.needsPage;
  }

  needsRetries(now: number): boolean {
    // The lane's own limit is ignored, because many pending deliveries would otherwise keep retries out of memory.
    return (
      !this.isStopped &&
      this.#retries.length < (this.hasSharedRoom ? lowRetries : 1) &&
      now >= this.#retriesUnreadUntil &&
      now >= this.#heldUntil &&
      this.breaker.mayStart(now)
    );
  }

  readNoRetriesUntil(at: number): void {
    this.#retriesUnreadUntil = at;
  }

  setLimits(limits: LaneLimits): void {
    const { ratePerSecond, strictOrder } = limits;
    if (ratePerSecond !== this.limits.ratePerSecond || (ratePerSecond && !this.#bucket)) {
      this.#bucket = ratePerSecond ? new TokenBucket(ratePerSecond) : undefined;
    }
    this.#order.strict = strictOrder;
    if (!strictOrder) this.#order.forgetRetries();
    this.limits = limits;
  }

  holdUntil(at: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, at);
  }

  /** Call this when the owner resumes the webhook. Failures and `Retry-After` are forgotten. */
  resetHealth(): void {
    this.#heldUntil = 0;
    this.breaker.succeeded();
  }

  /** Call this when the owner requests a probe. The waits of the breaker, of `Retry-After` and for retries end. */
  probe(now: number): void {
    this.#heldUntil = 0;
    this.#retriesUnreadUntil = 0;
    this.breaker.endWait(now);
  }

  /** At least the number of retries that are tracked. Blocked pending deliveries count too. */
  get trackedRetries(): number {
    return this.#accounting.tracked - this.#pending.length;
  }

  isTracked(sequence: number): boolean {
    return this.#accounting.isTracked(sequence);
  }

  startRead(): LaneRead {
    return this.#accounting.startRead();
  }

  /** If the delivery is not the next one, or the lane has no room or is stopped, the delivery stays in the store. */
  offer(delivery: QueuedDelivery): boolean {
    this.#accounting.raiseHead(delivery.sequence);
    if (this.isStopped || delivery.sequence !== this.#accounting.admittedThrough + 1) return false;
    if (!this.#accounting.hasRoom) return false;
    this.admitPending(delivery);
    return true;
  }

  /** Call this for pending deliveries in the order of their sequence. */
  admitPending(delivery: QueuedDelivery): void {
    const { sequence } = delivery;
    this.#accounting.raiseHead(sequence);
    if (sequence > this.#accounting.admittedThrough) {
      this.#accounting.admittedThrough = sequence;
      this.#lastSequence = sequence;
      this.#lastEventId = delivery.eventId;
    }
    if (this.#accounting.admitPending(delivery)) this.#pending.push(delivery);
  }

  skipTo(through: number): void {
    this.#accounting.skipTo(through);
  }

  admitRetry(delivery: QueuedDelivery): void {
    if (this.#accounting.isTracked(delivery.sequence)) return;
    if (this.limits.strictOrder && !this.#order.isNext(delivery)) return;
    this.#accounting.admitRetry(delivery);
    this.#retries.push(delivery);
  }

  /**
   * For strict order. `rows` are all retrying deliveries in the store. Returns the sources whose next deliveries must
   * be read.
   */
  setRetrying(rows: readonly Retrying[]): string[] {
    if (!this.limits.strictOrder) return [];
    this.#order.setRetrying(rows);
    for (const delivery of this.#retries.clear()) {
      if (this.#order.firstRetryOf(delivery.sourceId) === delivery.sequence) this.#retries.push(delivery);
      else this.#spillRetry(delivery);
    }
    return this.#order.unblockIdle();
  }

  firstRetryOf(sourceId: string): number | undefined {
    return this.#order.firstRetryOf(sourceId);
  }

  /** With strict order: whether the retry is not in memory yet, and may start as soon as it is due. */
  isNext(retrying: Retrying): boolean {
    return this.#order.isNext(retrying);
  }

  attemptedThrough(sourceId: string): number {
    return this.#order.attemptedThrough(sourceId);
  }

  refill(sourceId: string, deliveries: readonly QueuedDelivery[], through: number): string | undefined {
    return this.#order.refill(sourceId, deliveries, through);
  }

  /** Returns the next delivery, and counts it as in flight. Undefined if no delivery may start. */
  startNext(now: number): QueuedDelivery | undefined {
    if (this.#accounting.queued === 0 || !this.#mayStart(now)) return undefined;
    this.#isRetrysTurn = !this.#isRetrysTurn;
    const delivery = this.#isRetrysTurn
      ? (this.#nextRetry() ?? this.#nextPending())
      : (this.#nextPending() ?? this.#nextRetry());
    if (!delivery) return undefined;
    this.#bucket?.take(now);
    this.#accounting.start(delivery);
    this.inFlight++;
    this.breaker.started(delivery);
    return delivery;
  }

  /** Call this when the attempt has ended. Returns the source if its next deliveries must be read from the store. */
  finish(delivery: QueuedDelivery, verdict: Verdict, now: number): string | undefined {
    if (verdict.kind === 'delivered') this.breaker.succeeded();
    else this.breaker.failed(delivery, now);
    if (verdict.kind === 'retry' && verdict.holdUntil) this.holdUntil(verdict.holdUntil);
    return this.#finish(delivery, verdict);
  }

  /**
   * Like `finish`, for an attempt at an earlier address of the endpoint. Its outcome shows nothing about the current
   * one.
   */
  finishElsewhere(delivery: QueuedDelivery, verdict: Verdict): string | undefined {
    this.breaker.skipped(delivery);
    return this.#finish(delivery, verdict);
  }

  #finish(delivery: QueuedDelivery, { kind }: Verdict): string | undefined {
    this.inFlight--;
    return this.#order.finish(delivery, kind === 'delivered' || kind === 'give-up');
  }

  /**
   * Call this if the request failed in our own egress. Returns false if the lane is stopped: the delivery is then only
   * in the store.
   */
  giveBack(delivery: QueuedDelivery, until: number): boolean {
    this.inFlight--;
    this.breaker.skipped(delivery);
    this.holdUntil(until);
    if (this.isStopped) {
      this.#order.leave(delivery);
      this.#accounting.forget(delivery.sequence);
      return false;
    }
    this.#order.giveBack(delivery);
    this.#accounting.giveBack(delivery);
    if (!this.#accounting.isPending(delivery.sequence)) this.#retries.unshift(delivery);
    return true;
  }

  recorded(sequence: number): void {
    this.#accounting.record(sequence);
  }

  /** Deliveries that have not started will be read from the store again. */
  drop(): void {
    for (const queue of [this.#pending, this.#retries]) {
      for (const { sequence } of queue.clear()) this.#accounting.forget(sequence);
    }
    this.#order.drop();
    this.#accounting.drop();
  }

  #mayStart(now: number): boolean {
    return (
      !this.isStopped &&
      this.inFlight < this.limits.concurrency &&
      now >= this.#heldUntil &&
      this.breaker.mayStart(now) &&
      (!this.#bucket || this.#bucket.nextAt(now) <= now)
    );
  }

  #nextRetry(): QueuedDelivery | undefined {
    const delivery = this.#retries.shift();
    if (delivery) this.#order.startRetry(delivery);
    return delivery;
  }

  #nextPending(): QueuedDelivery | undefined {
    const unblocked = this.#order.startUnblocked();
    if (unblocked) return unblocked;
    for (let delivery = this.#pending.shift(); delivery; delivery = this.#pending.shift()) {
      if (this.#order.enter(delivery)) return delivery;
    }
    return undefined;
  }

  #spillRetry(delivery: QueuedDelivery): void {
    this.#accounting.spill(delivery);
    this.#order.vacate(delivery);
  }
}
