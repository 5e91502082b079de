// biome-ignore-all lint/style/noNonNullAssertion: the list is not empty here
import type { Reads } from '../../store/store.ts';
import type { QueuedDelivery } from '../model/queued-delivery.ts';
import type { LaneRead } from './lane-accounting.ts';
import { type QueueEntry, scheduleRead, wake } from './queue-entry.ts';
import type { QueueMemory } from './queue-memory.ts';
import {
  type DeliveryPage,
  readDue,
  readDueBySequence,
  readNextDue,
  readPending,
  readPendingOfSource,
  readRetrying,
} from './read-deliveries.ts';
import type { Retrying } from './retry-order.ts';

/*
 * Reads deliveries from the store for lanes: pages of pending deliveries, spilled deliveries of a source, and retries
 * that are due. If a lane is dropped during a read, the rows of that read are ignored and read again.
 */

/** The size of a page while memory is short. It is not zero, so that every lane makes progress. */
const crowdedPageSize = 10;
const sourcePageSize = 100;
const duePageSize = 200;

export interface LaneReaderOptions {
  reads: Reads;
  memory: QueueMemory;
  pageSize: number;
  /** Called when the lane of an entry may have a delivery to start. */
  pump(entry: QueueEntry): void;
  /** Fails deliveries whose body has changed since it was written. The lane is read again afterwards. */
  failDamaged(damaged: readonly QueuedDelivery[]): Promise<void>;
  logError(error: unknown): void;
}

interface DuePage {
  deliveries: QueuedDelivery[];
  /** When retries must be read again, in ms since 1970; undefined if no retry is due later. */
  next: number | undefined;
}

export class LaneReader {
  readonly #reads: Reads;
  readonly #memory: QueueMemory;
  readonly #pageSize: number;
  readonly #pump: (entry: QueueEntry) => void;
  readonly #failDamaged: (damaged: readonly QueuedDelivery[]) => Promise<void>;
  readonly #logError: (error: unknown) => void;

  constructor({ reads, memory, pageSize, pump, failDamaged, logError }: LaneReaderOptions) {
    this.#reads = reads;
    this.#memory = memory;
    this.#pageSize = pageSize;
    this.#pump = pump;
    this.#failDamaged = failDamaged;
    this.#logError = logError;
  }

  /** Reads the next pending deliveries. */
  readPage(entry: QueueEntry): void {
    entry.readingPage = true;
    entry.offeredWhileReading = [];
    void this.#read(
      entry,
      (read) => this.#page(entry, read),
      () => {
        entry.readingPage = false;
        entry.offeredWhileReading = [];
      },
    );
  }

  /** Reads the next deliveries of one source from the store. */
  readSource(entry: QueueEntry, sourceId: string): void {
    entry.unreadSources.delete(sourceId);
    void this.#read(entry, (read) => this.#source(entry, sourceId, read));
  }

  /**
   * Reads one of the sources that could not be read before. If this succeeds, the others are read too. So an outage
   * costs one failing query at a time, not one for each source.
   */
  readUnreadSource(entry: QueueEntry): void {
    const [sourceId] = entry.unreadSources;
    if (sourceId !== undefined) this.readSource(entry, sourceId);
  }

  /** Reads retries that are due. */
  readRetries(entry: QueueEntry): void {
    entry.readingRetries = true;
    void this.#read(
      entry,
      (read) => this.#retries(entry, read),
      () => {
        entry.readingRetries = false;
      },
    );
  }

  /** With strict order: reads which deliveries are retrying, due or not, and passes them to the lane. */
  async learnRetrying(entry: QueueEntry): Promise<readonly (Retrying & { dueAt: number })[]> {
    const { lane } = entry;
    const read = lane.startRead();
    try {
      const rows = await readRetrying(this.#reads, queueOf(entry));
      const spilled = lane.setRetrying(rows);
      for (const sourceId of spilled) this.readSource(entry, sourceId);
      return rows;
    } finally {
      read.end();
    }
  }

  async #read(entry: QueueEntry, work: (read: LaneRead) => Promise<void>, ended?: () => void): Promise<void> {
    const read = entry.lane.startRead();
    try {
      await work(read);
    } catch (error) {
      // The lane is not pumped here, because that would query the store again at once.
      return this.#logError(error);
    } finally {
      read.end();
      ended?.();
    }
    this.#pump(entry);
  }

  async #page(entry: QueueEntry, read: LaneRead): Promise<void> {
    const { lane } = entry;
    const { head, admittedThrough } = lane;
    const limit = Math.min(
      this.#memory.hasRoomFor(lane.queued) ? this.#pageSize : crowdedPageSize,
      lane.room,
    );
    const deliveries = await this.#intact(
      readPending(this.#reads, queueOf(entry), { after: admittedThrough, limit }),
    );
    if (lane.paused || read.isStale()) return;
    for (const delivery of deliveries) lane.admitPending(delivery);
    if (deliveries.length < limit) lane.skipTo(head);
    for (const delivery of entry.offeredWhileReading) lane.offer(delivery);
  }

  async #source(entry: QueueEntry, sourceId: string, read: LaneRead): Promise<void> {
    try {
      await this.#nextOfSource(entry, sourceId, read);
      this.readUnreadSource(entry);
    } catch (error) {
      // Notes the source for the next tick. The source has no request in flight, so no response will cause
      // another read.
      entry.unreadSources.add(sourceId);
      wake(entry);
      throw error;
    }
  }

  async #nextOfSource(entry: QueueEntry, sourceId: string, read: LaneRead): Promise<void> {
    const { lane } = entry;
    const retry = lane.firstRetryOf(sourceId);
    if (retry !== undefined) {
      const due = { now: Date.now(), sequences: [retry] };
      const deliveries = await this.#intact(readDueBySequence(this.#reads, queueOf(entry), due));
      if (!read.isStale()) this.#admitRetries(entry, deliveries);
      return;
    }
    const page = {
      after: lane.attemptedThrough(sourceId),
      through: lane.admittedThrough,
      limit: sourcePageSize,
    };
    const deliveries = await this.#intact(
      readPendingOfSource(this.#reads, { ...queueOf(entry), sourceId }, page),
    );
    if (read.isStale()) return;
    const through = deliveries.length < sourcePageSize ? page.through : deliveries.at(-1)!.sequence;
    const next = lane.refill(sourceId, deliveries, through);
    if (next !== undefined) this.readSource(entry, next);
  }

  async #retries(entry: QueueEntry, read: LaneRead): Promise<void> {
    const { lane, endpoint } = entry;
    const now = Date.now();
    entry.nextDueAt = undefined;
    try {
      const { strictOrder } = endpoint.limits;
      const { deliveries, next } = await (strictOrder ? this.#dueInOrder(entry, now) : this.#due(entry, now));
      if (next !== undefined) scheduleRead(entry, next);
      if (lane.paused || read.isStale()) return scheduleRead(entry, now);
      // If the outcome of a delivery was recorded during the read, the delivery is not admitted, even if it is due
      // again. So retries are read again soon.
      if (deliveries.length > 0) scheduleRead(entry, now + 1000);
      this.#admitRetries(entry, deliveries);
    } catch (error) {
      scheduleRead(entry, Date.now() + 1000);
      throw error;
    }
  }

  async #due(entry: QueueEntry, now: number): Promise<DuePage> {
    const deliveries = await this.#intact(readDue(this.#reads, queueOf(entry), { now, limit: duePageSize }));
    const isFull = deliveries.length === duePageSize;
    return { deliveries, next: isFull ? now : await readNextDue(this.#reads, queueOf(entry), now) };
  }

  /** With strict order: the first retry of each source, if it is due. */
  async #dueInOrder(entry: QueueEntry, now: number): Promise<DuePage> {
    const { lane } = entry;
    const rows = await this.learnRetrying(entry);
    const turns = rows.filter((row) => lane.isNext(row));
    const due = turns.filter(({ dueAt }) => dueAt <= now).slice(0, duePageSize);
    const sequences = due.map(({ sequence }) => sequence);
    const deliveries =
      due.length > 0
        ? await this.#intact(readDueBySequence(this.#reads, queueOf(entry), { now, sequences }))
        : [];
    const later = turns.map(({ dueAt }) => dueAt).filter((at) => at > now);
    const next = later.length > 0 ? later.reduce((a, b) => Math.min(a, b)) : undefined;
    return { deliveries, next: due.length === duePageSize ? now : next };
  }

  /**
   * Returns the deliveries of a page that may be sent. If one is damaged, the lane is dropped and read again, because
   * in strict order the damaged delivery may be the one that blocks its source.
   */
  async #intact(reading: Promise<DeliveryPage>): Promise<QueuedDelivery[]> {
    const { deliveries, damaged } = await reading;
    if (damaged.length > 0) await this.#failDamaged(damaged);
    return deliveries;
  }

  #admitRetries({ lane }: QueueEntry, deliveries: readonly QueuedDelivery[]): void {
    for (const delivery of deliveries) lane.admitRetry(delivery);
  }
}

const queueOf = ({ endpoint }: QueueEntry): { tenantId: string; webhookId: string } => ({
  tenantId: endpoint.tenantId,
  webhookId: endpoint.id,
});
