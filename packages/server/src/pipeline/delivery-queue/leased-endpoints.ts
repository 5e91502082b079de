import type { Logger } from 'pino';
import { findRetryAfter } from '../../domain/blocking-reasons.ts';
import type { Endpoint } from '../../domain/endpoint.ts';
import { shardOf } from '../../domain/shard-of.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import type { Hint, Reads } from '../../store/store.ts';
import type { LaneReader } from './lane-reader.ts';
import { newEntry, type QueueEntry, scheduleRead } from './queue-entry.ts';
import type { QueueMemory } from './queue-memory.ts';
import {
  type EndpointState,
  type EndpointVersion,
  readEndpointState,
  readEndpoints,
  readEndpointsById,
  readHeads,
  readHeadsById,
  readVersions,
} from './read-endpoints.ts';

/*
 * The endpoints of this process's shards, each with its lane. A hint reports a change at once. Polling finds changes
 * whose hint was lost.
 */

/**
 * Each poll also compares all endpoints of some shards with the store, so that every change is found within a minute.
 */
const pollsOfAllShards = 30;

export interface LeasedEndpointsOptions {
  reads: Reads;
  box: SecretBox;
  log: Logger;
  memory: QueueMemory;
  /** The entries that the dispatcher visits in each tick. See `wake`. */
  awake: Set<QueueEntry>;
  reader: LaneReader;
  leasedShards(): ReadonlySet<number>;
  withUnwritten(endpoint: Endpoint): Endpoint;
  pump(entry: QueueEntry): void;
  logError(error: unknown): void;
}

export class LeasedEndpoints {
  readonly #options: LeasedEndpointsOptions;
  readonly #entries = new Map<string, QueueEntry>();
  /**
   * Endpoints that this process has given up, but whose requests or outcomes are not finished. Also contains endpoints
   * between the calls of `abandon` and `replace`.
   */
  readonly #leaving = new Map<string, QueueEntry>();
  /** `again` is set if the state changes during the read. */
  readonly #reading = new Map<string, { again: boolean }>();
  /** Endpoints whose sequence has grown. They are read together, because each batch of events may grow many. */
  readonly #grown = new Map<string, Pick<Hint, 'tenantId' | 'webhookId'>>();
  #isReadingGrown = false;
  #polledAt = 0;
  #polls = 0;
  #mustReadAll = false;

  constructor(options: LeasedEndpointsOptions) {
    this.#options = options;
  }

  get(webhookId: string): QueueEntry | undefined {
    return this.#entries.get(webhookId);
  }

  /** Also finds the endpoints in `#leaving`. */
  find(webhookId: string): QueueEntry | undefined {
    return this.#entries.get(webhookId) ?? this.#leaving.get(webhookId);
  }

  all(): Iterable<QueueEntry> {
    return this.#entries.values();
  }

  /** Whether all outcomes of a shard that was given up have been recorded. */
  isIdle(shard: number): boolean {
    for (const id of this.#leaving.keys()) if (shardOf(id) === shard) return false;
    return true;
  }

  onShardsChanged(acquired: readonly number[], lost: readonly number[]): void {
    for (const [id, entry] of this.#entries) {
      if (lost.includes(shardOf(id))) this.#remove(entry);
    }
    if (acquired.length === 0) return;
    const { reads, box } = this.#options;
    readEndpoints(reads, box, acquired).then(
      (states) => {
        for (const state of states) this.#apply(state);
      },
      (error) => this.#readAllAtNextPoll(error),
    );
  }

  async poll(): Promise<void> {
    const all = this.#mustReadAll;
    this.#mustReadAll = false;
    this.#polls++;
    try {
      await this.#poll(all);
    } catch (error) {
      this.#mustReadAll ||= all;
      throw error;
    }
  }

  async #poll(all: boolean): Promise<void> {
    const { reads, box, leasedShards } = this.#options;
    const shards = leasedShards();
    const turn = this.#polls % pollsOfAllShards;
    const whole = all ? shards : [...shards].filter((shard) => shard % pollsOfAllShards === turn);
    const startedAt = Date.now();
    // A change of the last minute may have been committed late, or dated by a wrong clock.
    const since = all ? 0 : Math.min(this.#polledAt, startedAt) - 60_000;
    const versions = await readVersions(reads, { shards, since, whole });
    const changed = this.#noteVersions(versions);
    for await (const state of readEndpointsById(reads, box, all ? versions : changed)) this.#apply(state);
    this.#raiseHeads(await readHeads(reads, shards));
    this.#polledAt = startedAt;
  }

  /**
   * Notes new deliveries and retries, and returns new and changed endpoints. Only these are read, because decrypting is
   * expensive.
   */
  #noteVersions(versions: readonly EndpointVersion[]): EndpointVersion[] {
    return versions.filter((version) => {
      const entry = this.#entries.get(version.webhookId);
      if (!entry) return !version.deleted;
      if (isChanged(entry.endpoint, version)) return true;
      const { head, nextDueAt } = version;
      if (nextDueAt !== undefined) scheduleRead(entry, nextDueAt);
      if (entry.lane.head < head) {
        entry.lane.raiseHead(head);
        this.#options.pump(entry);
      }
      return false;
    });
  }

  async onHint(hint: Hint): Promise<void> {
    const { webhookId } = hint;
    const { reads, box, leasedShards } = this.#options;
    if (!leasedShards().has(shardOf(webhookId))) return;
    const entry = this.#entries.get(webhookId);
    if (hint.about === 'grown' && entry) {
      if (hint.head === undefined) return this.#noteGrown(entry);
      entry.lane.expectHead(hint.head);
      return this.#options.pump(entry);
    }
    if (hint.about === 'reread') this.#reread(entry);
    const reading = this.#reading.get(webhookId);
    if (reading) {
      reading.again = true;
      return;
    }
    const own = { again: false };
    this.#reading.set(webhookId, own);
    try {
      const state = await readEndpointState(reads, box, hint);
      if (state) this.#apply(state);
    } catch (error) {
      this.#readAllAtNextPoll(error);
    } finally {
      this.#reading.delete(webhookId);
    }
    // The hints during the read may have been about anything, so everything is read again.
    if (own.again) await this.onHint({ ...hint, about: 'changed' });
  }

  /** If a read is in progress, the endpoint is included in the next one. */
  async #noteGrown({ endpoint: { tenantId, id: webhookId } }: QueueEntry): Promise<void> {
    this.#grown.set(webhookId, { tenantId, webhookId });
    if (this.#isReadingGrown) return;
    this.#isReadingGrown = true;
    try {
      while (this.#grown.size > 0) {
        const grown = [...this.#grown.values()];
        this.#grown.clear();
        this.#raiseHeads(await readHeadsById(this.#options.reads, grown));
      }
    } catch (error) {
      this.#readAllAtNextPoll(error);
    } finally {
      this.#isReadingGrown = false;
    }
  }

  #raiseHeads(heads: readonly { webhook_id: string; sequence: number }[]): void {
    for (const { webhook_id: id, sequence } of heads) {
      const entry = this.#entries.get(id);
      if (!entry || entry.lane.head >= sequence) continue;
      entry.lane.raiseHead(sequence);
      this.#options.pump(entry);
    }
  }

  /** A process may deliver for an endpoint again only when the old entry is idle. */
  releaseIfIdle(entry: QueueEntry): void {
    const { tenantId, id: webhookId } = entry.endpoint;
    if (this.#leaving.get(webhookId) !== entry || !entry.lane.isIdle) return;
    this.#leaving.delete(webhookId);
    void this.onHint({ tenantId, webhookId, about: 'changed' });
  }

  /**
   * Call this when the database has lost deliveries of the endpoint. Call `replace` when the cursor has been corrected.
   */
  abandon(entry: QueueEntry): void {
    entry.isAbandoned = true;
    this.pause(entry);
    const { id } = entry.endpoint;
    this.#entries.delete(id);
    this.#leaving.set(id, entry);
  }

  async replace({ endpoint: { tenantId, id: webhookId } }: QueueEntry): Promise<void> {
    this.#leaving.delete(webhookId);
    await this.onHint({ tenantId, webhookId, about: 'changed' });
  }

  pause(entry: QueueEntry): void {
    entry.lane.paused = true;
    entry.lane.drop();
  }

  #apply(state: EndpointState): void {
    const { shard, head, nextDueAt } = state;
    if (!this.#options.leasedShards().has(shard)) return;
    const endpoint = this.#options.withUnwritten(state.endpoint);
    const entry = this.#entries.get(endpoint.id);
    this.#logUnreadable(endpoint, entry);
    if (endpoint.deleted) {
      if (entry) this.#remove(entry);
    } else if (!entry) this.#add({ ...state, endpoint });
    else {
      this.#change(entry, endpoint);
      entry.lane.raiseHead(head);
      if (nextDueAt !== undefined) scheduleRead(entry, nextDueAt);
      this.#options.pump(entry);
    }
  }

  #logUnreadable({ id: webhookId, deleted, unreadable }: Endpoint, entry: QueueEntry | undefined): void {
    if (deleted || !unreadable || entry?.endpoint.unreadable) return;
    this.#options.log.error({ webhookId, reason: unreadable }, 'endpoint.held');
  }

  #add(state: EndpointState): void {
    const { id } = state.endpoint;
    // The old entry still records outcomes. A new one would read deliveries whose outcomes are missing, and send them
    // again.
    if (this.#leaving.has(id)) return;
    const entry = newEntry(state, this.#options);
    this.#entries.set(id, entry);
    if (state.nextDueAt !== undefined) this.#learnRetryAfter(entry);
    this.#learnRetrying(entry);
    this.#options.pump(entry);
  }

  #change(entry: QueueEntry, endpoint: Endpoint): void {
    const { lane } = entry;
    const reordered = lane.limits.strictOrder !== endpoint.limits.strictOrder;
    const isProbeRequested = (endpoint.probeRequestedAt ?? 0) > (entry.endpoint.probeRequestedAt ?? 0);
    entry.endpoint = endpoint;
    lane.setLimits(endpoint.limits);
    if (reordered) entry.lane.drop();
    const toggled = lane.paused !== endpoint.paused;
    lane.paused = endpoint.paused;
    if (toggled && endpoint.paused) this.pause(entry);
    if (toggled && !endpoint.paused) lane.resetHealth();
    if (isProbeRequested) lane.probe(performance.now());
    if (reordered || (toggled && !endpoint.paused)) this.#learnRetrying(entry);
  }

  /** An earlier `Retry-After` may still apply, so nothing starts before the lane knows it. */
  #learnRetryAfter(entry: QueueEntry): void {
    const { tenantId, id, paused, probeRequestedAt } = entry.endpoint;
    // Nothing is sent to a paused webhook, and resuming it ends the `Retry-After`.
    if (paused) return;
    const webhook = { tenant_id: tenantId, id };
    const read = findRetryAfter(this.#options.reads, { webhook, now: Date.now() }).then((retryAfter) => {
      // During the read, the owner may have requested a probe, which ends the wait.
      if (!retryAfter || entry.endpoint.probeRequestedAt !== probeRequestedAt) return;
      entry.lane.holdUntil(performance.now() + retryAfter.until - Date.now());
    });
    this.#learn(entry, read);
  }

  /** With strict order, nothing may start before the lane knows which deliveries are retrying. */
  #learnRetrying(entry: QueueEntry): void {
    const { endpoint } = entry;
    if (endpoint.paused || !endpoint.limits.strictOrder) return;
    this.#learn(entry, this.#options.reader.learnRetrying(entry));
  }

  /** Nothing starts until the read has ended. */
  #learn(entry: QueueEntry, read: Promise<unknown>): void {
    const { endpoint, lane } = entry;
    lane.startLearning();
    // During the read, the entry may be removed, and another process may then deliver for the endpoint.
    const isCurrent = (): boolean => this.#entries.get(endpoint.id) === entry;
    read.then(
      () => {
        lane.endLearning();
        if (!isCurrent()) return;
        this.#options.pump(entry);
      },
      (error) => {
        this.#readAllAtNextPoll(error);
        if (isCurrent()) this.#remove(entry);
      },
    );
  }

  #reread(entry: QueueEntry | undefined): void {
    if (!entry) return;
    entry.lane.drop();
    this.#learnRetrying(entry);
    this.#options.pump(entry);
  }

  #remove(entry: QueueEntry): void {
    this.pause(entry);
    const { id } = entry.endpoint;
    if (this.#entries.delete(id) && !entry.lane.isIdle) this.#leaving.set(id, entry);
  }

  /** Call this if some endpoints could not be read. The next poll reads all endpoints. */
  #readAllAtNextPoll(error: unknown): void {
    // Setting `#polledAt` to 0 would not suffice, because a poll in progress would overwrite it.
    this.#mustReadAll = true;
    this.#options.logError(error);
  }
}

/**
 * Always true if the secrets could not be decrypted. Encrypting them again with the right key changes none of the
 * compared values.
 */
const isChanged = (
  { updatedAt, probeRequestedAt, unreadable }: Endpoint,
  version: Pick<EndpointVersion, 'updatedAt' | 'probeRequestedAt'>,
): boolean =>
  unreadable !== undefined ||
  updatedAt !== version.updatedAt ||
  probeRequestedAt !== version.probeRequestedAt;
