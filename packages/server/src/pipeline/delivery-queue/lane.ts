import type { LaneLimits } from '../../domain/endpoint.ts';
import { Fifo } from '../../platform/fifo.ts';
import { Breaker } from '../deliver/breaker.ts';
import type { QueuedDelivery } from '../model/queued-delivery.ts';
import type { Verdict } from '../model/verdict.ts';
import { type Retrying, RetryOrder } from './retry-order.ts';
import { TokenBucket } from './token-bucket.ts';

/*
 * One endpoint's deliveries in memory: what may start now, and in which order. No I/O. Every time is on the steady
 * clock, `performance.now()`.
 *
 * 1. First attempts enter in the order of their sequence, without a gap: `taken` is the highest. What does not fit
 *    stays in the store, and is read from `taken` on when there is room again. Backlog costs no memory.
 * 2. First attempts of one source leave one after the other: the next starts when the answer to the last has come.
 * 3. A retry neither waits for its source nor holds it up. With strict order one of a source is under way at a time,
 *    and the lowest that is not done goes first: until then the source is parked, and only that source. Which of its
 *    deliveries wait for a retry the lane knows by number; their bodies are read when it is their turn.
 * 4. At most `concurrency` requests are under way, one while the endpoint fails; a rate limit, a receiver's
 *    Retry-After and the breaker can each say "later".
 * 5. A sequence is `tracked` from the moment it is in memory until its outcome is recorded, so that nothing is
 *    read, and sent, twice. What is recorded while a read is under way counts as tracked until that has ended: the
 *    read may have seen the state before.
 */

/**
 * A lane holds at most so many deliveries that have not started: reading one back from the store costs about 6 µs of CPU
 * more than keeping it. Of large bodies it keeps fewer, so that all lanes together stay within some 200 MB.
 */
const roomLimit = 20_000;
const largeBody = 4096;
const roomForLarge = 1000;
/** Below this many it asks for the next page. */
const lowWater = 250;
/** A source keeps at most so many waiting in memory, and all sources together; the rest is read when it is their turn. */
const sourceLimit = 100;
const parkedLimit = 2000;
/** Those of sources that are not read on count too, with 40 bytes each. */
const firstsLimit = 1_000_000;

interface Source {
  /** The sequence that is under way or may start; 0 while the next is not in memory. */
  holder: number;
  /** Whether the holder is under way; kept with strict order. */
  started: boolean;
  /** Up to here every first attempt of the source was made, recorded or not. */
  made: number;
  waiting: Fifo<QueuedDelivery>;
  /** The last of those that were left in the store: none after may be taken to memory before. 0: none was. */
  spilled: number;
}

export class Lane {
  limits: LaneLimits;
  paused: boolean;
  /** The highest sequence known to exist. */
  head: number;
  /** Up to here everything is in memory, under way, or had its first attempt. */
  admittedThrough: number;
  readonly breaker = new Breaker();
  /** Asked by the receiver: nothing is sent before. */
  heldUntil = 0;
  inFlight = 0;
  /** How often what had not started was forgotten: rows that were asked for before are of no use after. */
  drops = 0;
  #mark: number;
  #firsts = new Set<number>();
  #tracked = new Set<number>();
  #reads = 0;
  #recordedMeanwhile = new Set<number>();
  #ready = new Fifo<QueuedDelivery>();
  #released = new Fifo<QueuedDelivery>();
  #again = new Fifo<QueuedDelivery>();
  #sources = new Map<string, Source>();
  #retries = new RetryOrder();
  #waiting = 0;
  /** Of these, how many wait for another of their source. */
  #parked = 0;
  #turn = false;
  #bucket: TokenBucket | undefined;

  constructor(options: { limits: LaneLimits; paused: boolean; head: number; cursor: number }) {
    this.limits = options.limits;
    this.paused = options.paused;
    this.head = options.head;
    this.admittedThrough = options.cursor;
    this.#mark = options.cursor;
  }

  /** Deliveries in memory that have not started. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Whether nothing is in memory, under way, or waiting to be recorded. */
  get isIdle(): boolean {
    return this.#tracked.size === 0;
  }

  /** Up to here every first attempt was made and recorded. */
  get mark(): number {
    return this.#mark;
  }

  /**
   * First attempts that are not done. What was made out of turn before a start or a drop is among them until it is read:
   * the store alone knows of it.
   */
  get pending(): number {
    let left = this.head - this.admittedThrough;
    for (const sequence of this.#firsts) if (sequence <= this.admittedThrough) left++;
    return left;
  }

  get room(): number {
    return Math.max(0, roomLimit - this.#runnable);
  }

  /** Whether first attempts wait in the store and should be read. */
  get needsPage(): boolean {
    return (
      !this.paused &&
      this.admittedThrough < this.head &&
      this.#runnable < lowWater &&
      this.#firsts.size < firstsLimit
    );
  }

  /** Whether retries that are due should be read. */
  needsRetries(now: number): boolean {
    // Not by what is runnable: first attempts that never end would leave no room for retries.
    return (
      !this.paused && this.#again.length < lowWater && now >= this.heldUntil && this.breaker.mayStart(now)
    );
  }

  /** The owner resumed the endpoint: what was learnt about it before says nothing now. */
  resetHealth(): void {
    this.heldUntil = 0;
    this.breaker.succeeded();
  }

  holdUntil(at: number): void {
    this.heldUntil = Math.max(this.heldUntil, at);
  }

  /** What waits for room alone. Sources that are parked must not keep others from being read. */
  get #runnable(): number {
    return this.#waiting - this.#parked;
  }

  /** Encloses a read of the store, from before it is asked until after its rows were admitted. */
  readStarted(): void {
    this.#reads++;
  }

  readEnded(): void {
    if (--this.#reads === 0) this.#recordedMeanwhile.clear();
  }

  /** Takes a first attempt when it is the next one and there is room; otherwise it is left to the store. */
  offer(delivery: QueuedDelivery): boolean {
    if (delivery.sequence > this.head) this.head = delivery.sequence;
    if (this.paused || delivery.sequence !== this.admittedThrough + 1 || !this.#hasRoomFor(delivery))
      return false;
    this.admitPending(delivery);
    return true;
  }

  #hasRoomFor({ body }: QueuedDelivery): boolean {
    return this.#runnable < (body.length > largeBody ? roomForLarge : roomLimit);
  }

  /** Takes a first attempt that was read from the store, in the order of the sequence. */
  admitPending(delivery: QueuedDelivery): void {
    this.admittedThrough = Math.max(this.admittedThrough, delivery.sequence);
    if (this.#isTracked(delivery.sequence)) return;
    this.#tracked.add(delivery.sequence);
    this.#firsts.add(delivery.sequence);
    this.#waiting++;
    this.#ready.push(delivery);
  }

  /** A page ended before `through`: whatever lies between had its first attempt already. */
  skipTo(through: number): void {
    this.admittedThrough = Math.max(this.admittedThrough, through);
    this.#advanceMark();
  }

  /** Takes a retry or a replay. */
  admitRetry(delivery: QueuedDelivery): void {
    if (this.#isTracked(delivery.sequence)) return;
    if (this.limits.strictOrder && !this.isNext(delivery)) return;
    this.#tracked.add(delivery.sequence);
    this.#waiting++;
    this.#again.push(delivery);
  }

  /**
   * With strict order: all that wait for a retry as the store has them, in order. What may not start any more because
   * an earlier one was made due again is put back. Returns the sources whose spilled deliveries are to be read again.
   */
  setRetrying(rows: readonly Retrying[]): string[] {
    if (!this.limits.strictOrder) return [];
    const known = this.#retries;
    this.#retries = new RetryOrder();
    for (const row of rows) if (!this.#isTracked(row.sequence)) this.#expectRetry(row);
    // What is in memory, or not recorded yet, is known better here.
    for (const one of known.all()) if (this.#isTracked(one.sequence)) this.#expectRetry(one);
    this.#putBack();
    const spilled: string[] = [];
    for (const [sourceId, source] of this.#sources) {
      if (source.holder !== 0 || this.#retries.first(sourceId) !== undefined) continue;
      if (this.#startNextOf(sourceId, source) !== undefined) spilled.push(sourceId);
    }
    return spilled;
  }

  /** With strict order: the one to be read when its source's turn has come; undefined when no retry is next. */
  firstRetryOf(sourceId: string): number | undefined {
    return this.#retries.first(sourceId);
  }

  /** With strict order: whether this retry may start as soon as it is due, and is not in memory yet. */
  isNext({ sourceId, sequence }: Retrying): boolean {
    if (this.#retries.first(sourceId) !== sequence || this.#isTracked(sequence)) return false;
    return !this.#sources.get(sourceId)?.started;
  }

  /** After which the source's next are to be read: the store may not know yet what was made. */
  attemptedThrough(sourceId: string): number {
    return Math.max(this.#mark, this.#sources.get(sourceId)?.made ?? 0);
  }

  /**
   * What `finish` asked for: the source's next deliveries, in order; all that the store has `through` this sequence. Returns
   * the source when it is to be read on at once.
   */
  refill(sourceId: string, deliveries: readonly QueuedDelivery[], through: number): string | undefined {
    const source = this.#sources.get(sourceId);
    if (!source?.spilled || source.holder !== 0) return undefined;
    // Another may have been left to the store while it was read.
    if (source.spilled <= through) source.spilled = 0;
    for (const delivery of deliveries) {
      if (this.#isTracked(delivery.sequence)) continue;
      this.#tracked.add(delivery.sequence);
      this.#firsts.add(delivery.sequence);
      this.#waiting++;
      this.#parked++;
      source.waiting.push(delivery);
    }
    return this.#retries.first(sourceId) === undefined ? this.#startNextOf(sourceId, source) : undefined;
  }

  /** The delivery to start now, counted as under way; undefined when nothing may start. */
  startNext(now: number): QueuedDelivery | undefined {
    if (this.#waiting === 0 || !this.#mayStart(now)) return undefined;
    this.#turn = !this.#turn;
    const delivery = this.#turn
      ? (this.#nextAgain() ?? this.#nextFirst())
      : (this.#nextFirst() ?? this.#nextAgain());
    if (!delivery) return undefined;
    this.#bucket?.take(now);
    this.#waiting--;
    this.inFlight++;
    this.breaker.started();
    return delivery;
  }

  /** An answer came. Returns the source whose spilled deliveries are to be read again, if that is what follows. */
  finish(delivery: QueuedDelivery, verdict: Verdict, now: number): string | undefined {
    this.inFlight--;
    if (verdict.kind === 'delivered') this.breaker.succeeded();
    else this.breaker.failed(now);
    if (verdict.kind === 'retry' && verdict.holdUntil) this.holdUntil(verdict.holdUntil);
    if (!this.limits.strictOrder) return this.#release(delivery);
    const done = verdict.kind === 'delivered' || verdict.kind === 'give-up';
    if (!done) this.#expectRetry(delivery);
    return this.#releaseInOrder(delivery);
  }

  /**
   * The request was not made after all: no attempt is spent, the delivery is the next to go. False when the lane was
   * paused meanwhile: then it is left to the store, as everything else is.
   */
  giveBack(delivery: QueuedDelivery, until: number): boolean {
    this.inFlight--;
    this.breaker.spared();
    this.holdUntil(until);
    const { sourceId, sequence } = delivery;
    const source = this.#sources.get(sourceId);
    if (source?.holder === sequence) source.started = false;
    const isFirst = this.#firsts.has(sequence);
    if (this.limits.strictOrder && !isFirst) this.#expectRetry(delivery);
    if (this.paused) {
      this.#tracked.delete(sequence);
      this.#firsts.delete(sequence);
      if (source?.holder === sequence) this.#sources.delete(sourceId);
      return false;
    }
    this.#waiting++;
    if (isFirst) this.#released.push(delivery);
    else this.#again.unshift(delivery);
    return true;
  }

  /** The outcome is on the disk. */
  recorded(sequence: number): void {
    this.#tracked.delete(sequence);
    if (this.#reads > 0) this.#recordedMeanwhile.add(sequence);
    if (this.#firsts.delete(sequence)) this.#advanceMark();
  }

  /** Forgets what has not started; it will be read from the store again. */
  drop(): void {
    for (const fifo of [this.#ready, this.#released, this.#again]) this.#forget(fifo);
    for (const [sourceId, source] of this.#sources) {
      this.#forget(source.waiting);
      source.spilled = 0;
      // One that is under way still holds its source.
      if (this.#tracked.has(source.holder)) source.started = true;
      else if (this.#retries.first(sourceId) !== undefined) source.holder = 0;
      else this.#sources.delete(sourceId);
    }
    this.drops++;
    this.#waiting = 0;
    this.#parked = 0;
    this.admittedThrough = this.#mark;
  }

  setLimits(limits: LaneLimits): void {
    const { ratePerSecond } = limits;
    if (ratePerSecond !== this.limits.ratePerSecond || (ratePerSecond && !this.#bucket)) {
      this.#bucket = ratePerSecond ? new TokenBucket(ratePerSecond) : undefined;
    }
    if (!limits.strictOrder) this.#retries.clear();
    this.limits = limits;
  }

  #isTracked(sequence: number): boolean {
    return this.#tracked.has(sequence) || this.#recordedMeanwhile.has(sequence);
  }

  #mayStart(now: number): boolean {
    return (
      !this.paused &&
      this.inFlight < this.limits.concurrency &&
      now >= this.heldUntil &&
      this.breaker.mayStart(now) &&
      (!this.#bucket || this.#bucket.nextAt(now) <= now)
    );
  }

  #nextAgain(): QueuedDelivery | undefined {
    const delivery = this.#again.shift();
    if (delivery && this.limits.strictOrder) {
      this.#retries.remove(delivery.sourceId, delivery.sequence);
      this.#hold(delivery);
    }
    return delivery;
  }

  #hold({ sourceId, sequence }: QueuedDelivery): void {
    const source = this.#sources.get(sourceId) ?? this.#park(sourceId, 0);
    source.holder = sequence;
    source.started = true;
  }

  #nextFirst(): QueuedDelivery | undefined {
    // A released delivery's source is marked as busy already.
    const released = this.#released.shift();
    if (released) {
      if (this.limits.strictOrder) this.#hold(released);
      return released;
    }
    for (let delivery = this.#ready.shift(); delivery; delivery = this.#ready.shift()) {
      const busy = this.#sources.get(delivery.sourceId);
      if (!busy) {
        this.#park(delivery.sourceId, delivery.sequence);
        return delivery;
      }
      if (busy.spilled || busy.waiting.length >= sourceLimit || this.#parked >= parkedLimit) {
        this.#spill(delivery, busy);
      } else {
        this.#parked++;
        busy.waiting.push(delivery);
      }
    }
    return undefined;
  }

  #spill(delivery: QueuedDelivery, source: Source): void {
    source.spilled = Math.max(source.spilled, delivery.sequence);
    this.#waiting--;
    // It stays among the first attempts to be made: the mark must not pass it.
    this.#tracked.delete(delivery.sequence);
  }

  /** From now on the source's deliveries wait for `holder`, which is under way unless it is 0. */
  #park(sourceId: string, holder: number): Source {
    const started = holder !== 0;
    const source = { holder, started, made: 0, waiting: new Fifo<QueuedDelivery>(), spilled: 0 };
    this.#sources.set(sourceId, source);
    return source;
  }

  #expectRetry({ sourceId, sequence }: Retrying): void {
    this.#retries.add(sourceId, sequence);
    if (!this.#sources.has(sourceId)) this.#park(sourceId, 0);
  }

  /** What was about to start and is not the first of its source any more. */
  #putBack(): void {
    for (const delivery of this.#released.clear()) {
      const source = this.#sources.get(delivery.sourceId);
      if (!source || this.#retries.first(delivery.sourceId) === undefined) {
        this.#released.push(delivery);
        continue;
      }
      source.holder = 0;
      source.waiting.unshift(delivery);
      this.#parked++;
    }
    for (const delivery of this.#again.clear()) {
      if (this.#retries.first(delivery.sourceId) === delivery.sequence) {
        this.#again.push(delivery);
        continue;
      }
      this.#waiting--;
      this.#tracked.delete(delivery.sequence);
      const source = this.#sources.get(delivery.sourceId);
      if (source?.holder === delivery.sequence) source.holder = 0;
    }
  }

  /** The next of the source is what is lowest now: a retry, or what waits for its first attempt. */
  #releaseInOrder({ sourceId, sequence }: QueuedDelivery): string | undefined {
    const source = this.#sources.get(sourceId);
    if (!source) return undefined;
    if (this.#firsts.has(sequence)) source.made = sequence;
    if (source.holder === sequence) {
      source.holder = 0;
      source.started = false;
    }
    if (source.holder !== 0) return undefined;
    const first = this.#retries.first(sourceId);
    if (first === undefined) return this.#startNextOf(sourceId, source);
    return first === sequence ? undefined : sourceId;
  }

  #release({ sourceId, sequence }: QueuedDelivery): string | undefined {
    const source = this.#sources.get(sourceId);
    if (source?.holder !== sequence) return undefined;
    source.made = sequence;
    return this.#startNextOf(sourceId, source);
  }

  #startNextOf(sourceId: string, source: Source): string | undefined {
    const following = source.waiting.shift();
    if (following) {
      this.#parked--;
      source.holder = following.sequence;
      source.started = false;
      this.#released.push(following);
      return undefined;
    }
    source.holder = 0;
    if (source.spilled) return sourceId;
    this.#sources.delete(sourceId);
    return undefined;
  }

  #forget(deliveries: Fifo<QueuedDelivery>): void {
    for (const { sequence } of deliveries.clear()) {
      this.#tracked.delete(sequence);
      this.#firsts.delete(sequence);
    }
  }

  #advanceMark(): void {
    while (this.#mark < this.admittedThrough && !this.#firsts.has(this.#mark + 1)) this.#mark++;
  }
}
