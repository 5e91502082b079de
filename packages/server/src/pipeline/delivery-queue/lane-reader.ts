// biome-ignore-all lint/style/noNonNullAssertion: the list is not empty here
import type { Reads } from '../../store/store.ts';
import type { QueuedDelivery } from '../model/queued-delivery.ts';
import type { LaneRead } from './lane-accounting.ts';
import { meanUnits } from './mean-units.ts';
import { PageReads } from './page-reads.ts';
import { type QueueEntry, scheduleRead, wake } from './queue-entry.ts';
import {
  type DeliveryPage,
  readDueBySequence,
  readDueSequences,
  readNextDue,
  readPendingOfSource,
  readRetrying,
} from './read-deliveries.ts';
import type { Retrying } from './retry-order.ts';

/*
 * Reads deliveries for lanes. If a lane is dropped during a read, the rows of this read are ignored and read again.
 */

/** The size of a page while memory is short. It is not zero, so that every lane makes progress. */
const crowdedPageSize = 10;
const sourcePageSize = 100;
const duePageSize = 200;
/** In ms. When retries are read again, if some were due but tracked, or if a read has failed. */
const rereadMs = 1000;

/**
 * With strict order, each read of retries reads all retrying deliveries. A pause follows, so that on average no more
 * than this number are read in a millisecond. Without it, 30,000 retrying sources took 569,848 rows for 19 requests.
 */
const retryingPerMs = 10;

/** Deliveries with more units than this make a lane's pages smaller. Four units hold a body of almost 16 KB. */
const usualUnits = 4;

/** Fewer than a full page if the deliveries have large bodies, but at least one. */
const rowsOf = (pageSize: number, { meanUnits }: QueueEntry): number =>
  Math.max(1, Math.min(pageSize, Math.floor((pageSize * usualUnits) / meanUnits)));

const dueRowsOf = (entry: QueueEntry): number =>
  rowsOf(entry.lane.hasSharedRoom ? duePageSize : crowdedPageSize, entry);

export interface LaneReaderOptions {
  reads: Reads;
  pageSize: number;
  /** Whether one statement may read pages of several lanes. False by default, because it needs PostgreSQL. */
  readsTogether?: boolean;
  /** Called when the lane may have a delivery to start. */
  pump(entry: QueueEntry): void;
  /**
   * Marks deliveries as failed because their bodies have changed since they were stored. Afterwards, the lane is read
   * again.
   */
  failDamaged(damaged: readonly QueuedDelivery[]): Promise<void>;
  logError(error: unknown): void;
}

export class LaneReader {
  readonly #reads: Reads;
  readonly #pages: PageReads;
  readonly #pageSize: number;
  readonly #pump: (entry: QueueEntry) => void;
  readonly #failDamaged: (damaged: readonly QueuedDelivery[]) => Promise<void>;
  readonly #logError: (error: unknown) => void;

  constructor({ reads, pageSize, readsTogether = false, pump, failDamaged, logError }: LaneReaderOptions) {
    this.#reads = reads;
    this.#pages = new PageReads(reads, readsTogether ? pageSize * usualUnits : 0);
    this.#pageSize = pageSize;
    this.#pump = pump;
    this.#failDamaged = failDamaged;
    this.#logError = logError;
  }

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

  readSource(entry: QueueEntry, sourceId: string): void {
    entry.unreadSources.delete(sourceId);
    void this.#read(entry, (read) => this.#source(entry, sourceId, read));
  }

  /**
   * Reads one unread source. The next ones follow only if it succeeds, so that an outage does not make many queries
   * fail at once.
   */
  readUnreadSource(entry: QueueEntry): void {
    const [sourceId] = entry.unreadSources;
    if (sourceId !== undefined) this.readSource(entry, sourceId);
  }

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

  /** With strict order: reads all retrying deliveries, due or not. */
  async learnRetrying(entry: QueueEntry): Promise<readonly (Retrying & { dueAt: number })[]> {
    const { lane } = entry;
    const read = lane.startRead();
    try {
      const rows = await readRetrying(this.#reads, queueOf(entry));
      lane.readNoRetriesUntil(performance.now() + rows.length / retryingPerMs);
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
      // `pump` is not called here, because it would query the store again at once.
      return this.#logError(error);
    } finally {
      read.end();
      ended?.();
    }
    this.#pump(entry);
  }

  async #page(entry: QueueEntry, read: LaneRead): Promise<void> {
    const { lane } = entry;
    const { head, expectedHead, admittedThrough } = lane;
    const limit = rowsOf(Math.min(lane.hasSharedRoom ? this.#pageSize : crowdedPageSize, lane.room), entry);
    const rows = Math.min(limit, Math.max(head, expectedHead) - admittedThrough);
    const deliveries = await this.#intact(
      entry,
      this.#pages.read({ key: queueOf(entry), after: admittedThrough, limit, units: rows * entry.meanUnits }),
    );
    if (lane.isStopped || read.isStale()) return;
    for (const delivery of deliveries) lane.admitPending(delivery);
    if (deliveries.length < limit) {
      lane.skipTo(head);
      lane.forgetExpected(expectedHead);
    }
    for (const delivery of entry.offeredWhileReading) lane.offer(delivery);
  }

  async #source(entry: QueueEntry, sourceId: string, read: LaneRead): Promise<void> {
    try {
      await this.#nextOfSource(entry, sourceId, read);
      this.readUnreadSource(entry);
    } catch (error) {
      // The source has nothing in flight whose response would start another read, so the next tick starts one.
      entry.unreadSources.add(sourceId);
      wake(entry);
      throw error;
    }
  }

  async #nextOfSource(entry: QueueEntry, sourceId: string, read: LaneRead): Promise<void> {
    const { lane } = entry;
    const retry = lane.firstRetryOf(sourceId);
    if (retry !== undefined) {
      const deliveries = await this.#dueBySequence(entry, { now: Date.now(), sequences: [retry] });
      if (!read.isStale()) this.#admitRetries(entry, deliveries);
      return;
    }
    const page = {
      after: lane.attemptedThrough(sourceId),
      through: lane.admittedThrough,
      limit: rowsOf(sourcePageSize, entry),
    };
    const deliveries = await this.#intact(
      entry,
      readPendingOfSource(this.#reads, { ...queueOf(entry), sourceId }, page),
    );
    if (read.isStale()) return;
    const through = deliveries.length < page.limit ? page.through : deliveries.at(-1)!.sequence;
    const next = lane.refill(sourceId, deliveries, through);
    if (next !== undefined) this.readSource(entry, next);
  }

  async #retries(entry: QueueEntry, read: LaneRead): Promise<void> {
    const { lane, endpoint } = entry;
    const now = Date.now();
    entry.nextDueAt = undefined;
    try {
      const { strictOrder } = endpoint.limits;
      const deliveries = await (strictOrder ? this.#dueInOrder(entry, now) : this.#due(entry, now));
      if (lane.isStopped || read.isStale()) return scheduleRead(entry, now);
      this.#admitRetries(entry, deliveries);
    } catch (error) {
      scheduleRead(entry, Date.now() + rereadMs);
      throw error;
    }
  }

  async #due(entry: QueueEntry, now: number): Promise<QueuedDelivery[]> {
    const { lane } = entry;
    const limit = dueRowsOf(entry);
    // Without the addition, tracked retries could fill the page, and those behind them would never be read.
    const page = { now, limit: limit + lane.trackedRetries };
    const due = await readDueSequences(this.#reads, queueOf(entry), page);
    // A tracked one may stay due after its outcome is recorded, for example if it is redelivered during its request.
    if (due.length > 0) scheduleRead(entry, now + rereadMs);
    const sequences = due.filter((sequence) => !lane.isTracked(sequence)).slice(0, limit);
    const deliveries = await this.#dueBySequence(entry, { now, sequences });
    const isFull = sequences.length === limit;
    const next = isFull ? now : await readNextDue(this.#reads, queueOf(entry), now);
    if (next !== undefined) scheduleRead(entry, next);
    return deliveries;
  }

  /** With strict order: the first retry of each source, if it is due. */
  async #dueInOrder(entry: QueueEntry, now: number): Promise<QueuedDelivery[]> {
    const { lane } = entry;
    const rows = await this.learnRetrying(entry);
    for (const row of rows) {
      // Any other row waits for an earlier one of its source, whose response starts a read of the source.
      const mayBeNext = lane.firstRetryOf(row.sourceId) === row.sequence || lane.isTracked(row.sequence);
      if (mayBeNext) scheduleRead(entry, row.dueAt > now ? row.dueAt : now + rereadMs);
    }
    const limit = dueRowsOf(entry);
    const due = rows.filter((row) => row.dueAt <= now && lane.isNext(row)).slice(0, limit);
    const sequences = due.map(({ sequence }) => sequence);
    const deliveries = await this.#dueBySequence(entry, { now, sequences });
    if (due.length === limit) scheduleRead(entry, now);
    return deliveries;
  }

  #dueBySequence(
    entry: QueueEntry,
    page: { now: number; sequences: readonly number[] },
  ): Promise<QueuedDelivery[]> {
    return this.#intact(entry, readDueBySequence(this.#reads, queueOf(entry), page));
  }

  /** A damaged delivery may block its source in strict order, so the lane is dropped and read again. */
  async #intact(entry: QueueEntry, reading: Promise<DeliveryPage>): Promise<QueuedDelivery[]> {
    const { deliveries, damaged } = await reading;
    entry.meanUnits = meanUnits(entry.meanUnits, deliveries);
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
