import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Endpoint } from '../../domain/endpoint.ts';
import { PipelineMetrics, type QueueState } from '../../metrics/pipeline-metrics.ts';
import { pause, shutdownGraceMs, withDeadline } from '../../platform/deadline.ts';
import type { LostLeases } from '../../platform/lease.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import type { Store } from '../../store/store.ts';
import { Recorder } from '../attempt-log/recorder.ts';
import { EndpointHealth } from '../deliver/endpoint-health.ts';
import type { Sender } from '../deliver/sender.ts';
import { judge, judgeOldAddress } from '../deliver/verdict.ts';
import type { AttemptOutcome, AttemptResponse, CursorMove } from '../model/attempt-outcome.ts';
import type { Handoff } from '../model/handoff.ts';
import type { QueuedDelivery } from '../model/queued-delivery.ts';
import type { Verdict } from '../model/verdict.ts';
import { attemptLine } from './attempt-line.ts';
import { BoundedReads } from './bounded-reads.ts';
import { bringRetriesForward } from './bring-retries-forward.ts';
import { ClockWatch } from './clock-watch.ts';
import { failDamaged } from './fail-damaged.ts';
import { FairShare } from './fair-share.ts';
import { LaneReader } from './lane-reader.ts';
import { LeasedEndpoints } from './leased-endpoints.ts';
import { correctCursor, findLost } from './lost-history.ts';
import { offerAppended } from './offer-appended.ts';
import { mayRest, type QueueEntry, scheduleRead, wake } from './queue-entry.ts';
import { QueueMemory } from './queue-memory.ts';
import { RememberedQueues } from './remembered-queues.ts';
import { Replayer } from './replayer.ts';
import { type LeaseTimes, ShardLeases } from './shard-leases.ts';

/*
 * Brings deliveries from the store to the sender, with one lane for each endpoint.
 *
 * New deliveries of this process go to their lanes right after the commit, without a query. Those that other processes
 * have stored are read in pages, and retries are read when they are due. Only the process with the lease of a shard
 * sends the shard's deliveries.
 */

const pageSize = 500;
/** In units (see `memoryUnits`). They are enough for 50,000 small deliveries, or for 200 MB of large ones. */
const memoryLimit = 50_000;
/** The limit for the requests in flight of all lanes together. */
const defaultRequestLimit = 4096;
/** For how many ms nothing is sent to an endpoint after our own egress has failed. */
const egressRetryMs = 2000;
/** Concurrent reads of the queue. PostgreSQL's pool has twice as many connections. */
const readsAtOnce = 6;
/** In ms. If the database refuses a query after a failover, the query is repeated at this interval. */
const untilAvailableMs = 200;
const tickMs = 100;
const pollMs = 2000;

export interface DispatcherOptions {
  metrics: Registry;
  store: Store;
  processId: string;
  sender: Sender;
  box: SecretBox;
  log: Logger;
  leaseTimes?: LeaseTimes;
  lostLeases?: LostLeases;
  requestLimit?: number;
}

export class Dispatcher {
  readonly #store: Store;
  readonly #sender: Sender;
  readonly #log: Logger;
  readonly #recorder: Recorder;
  readonly #leases: ShardLeases;
  readonly #endpoints: LeasedEndpoints;
  readonly #reader: LaneReader;
  readonly #health: EndpointHealth;
  readonly #metrics: PipelineMetrics;
  readonly #replayer: Replayer;
  readonly #requests: FairShare;
  readonly #memory = new QueueMemory(memoryLimit);
  readonly #clock = new ClockWatch();
  /**
   * Lanes that have a delivery to start but must wait: the process has reached a limit, or its leases might end before
   * the request does.
   */
  readonly #stalled = new Set<QueueEntry>();
  readonly #finishedEntries = new Set<QueueEntry>();
  readonly #awake = new Set<QueueEntry>();
  readonly #remembered = new RememberedQueues();
  /** Resolves when the queues have been examined after the last failover. */
  #startedOver = Promise.resolve();
  #timers: NodeJS.Timeout[] = [];
  #closing = false;

  constructor(options: DispatcherOptions) {
    const { store, processId, sender, box, log, metrics, leaseTimes, lostLeases, requestLimit } = options;
    const memory = this.#memory;
    const pump = (entry: QueueEntry): void => this.#pump(entry);
    const logError = (error: unknown): void => this.#logError(error);
    const leasedShards = (): ReadonlySet<number> => this.#leases.shards;
    this.#store = store;
    this.#sender = sender;
    this.#log = log;
    this.#requests = new FairShare(requestLimit ?? defaultRequestLimit);
    this.#recorder = new Recorder({ store, log, onRecorded: (outcomes) => this.#recorded(outcomes) });
    const reads = new BoundedReads(store, readsAtOnce);
    this.#reader = new LaneReader({
      reads,
      pageSize,
      readsTogether: store.engine === 'postgres',
      pump,
      logError,
      failDamaged: (damaged) => failDamaged({ store, log, metrics: this.#metrics }, damaged),
    });
    const reader = this.#reader;
    const withUnwritten = (endpoint: Endpoint): Endpoint => this.#health.withUnwritten(endpoint);
    this.#endpoints = new LeasedEndpoints({
      reads,
      box,
      log,
      memory,
      awake: this.#awake,
      reader,
      leasedShards,
      withUnwritten,
      pump,
      logError,
    });
    this.#leases = new ShardLeases({
      store,
      processId,
      log,
      onChanged: (acquired, lost) => this.#endpoints.onShardsChanged(acquired, lost),
      isIdle: (shard) => this.#endpoints.isIdle(shard),
      ...(leaseTimes && { times: leaseTimes }),
      lost: lostLeases,
    });
    this.#health = new EndpointHealth({ store, log });
    this.#metrics = new PipelineMetrics(metrics, () => this.#state());
    this.#replayer = new Replayer({ store, log, leasedShards });
  }

  async start(): Promise<void> {
    this.#store.onAppended((handoff) => this.#offer(handoff));
    this.#store.onHint((hint) => {
      if (!this.#closing && hint.about !== 'shards') void this.#endpoints.onHint(hint);
    });
    this.#store.onFailover({
      suspected: () => this.#remembered.remember(this.#endpoints.all()),
      noticed: () => {
        this.#startedOver = this.#startedOver
          .then(() => this.#startOverWhereLost())
          .catch((error) => this.#logError(error));
      },
    });
    await this.#leases.start();
    this.#replayer.start();
    this.#timers = [
      setInterval(() => this.#tick(), tickMs),
      setInterval(() => void this.#endpoints.poll().catch((error) => this.#logError(error)), pollMs),
    ];
  }

  /** Waits for the requests in flight until the deadline, and records their outcomes. */
  async close(deadline: number): Promise<void> {
    this.#closing = true;
    for (const timer of this.#timers) clearInterval(timer);
    await withDeadline(this.#replayer.close(), deadline);
    while (this.#sender.inFlight > 0 && performance.now() < deadline)
      await new Promise((r) => setTimeout(r, 10));
    // A delivery whose outcome is lost would be sent again. Recording therefore gets some extra time after the
    // deadline.
    await withDeadline(this.#recorder.drained(), deadline + shutdownGraceMs);
    this.#recorder.giveUp();
    await withDeadline(this.#leases.close(), deadline + shutdownGraceMs);
  }

  #offer(handoff: Handoff): void {
    const touched = offerAppended(handoff, {
      store: this.#store,
      maxOffersWhileReading: pageSize,
      find: (webhookId) => this.#endpoints.get(webhookId),
    });
    for (const entry of touched) this.#pump(entry);
  }

  #pump(entry: QueueEntry): void {
    const { lane } = entry;
    wake(entry);
    for (;;) {
      if (this.#closing) return;
      const hasRoom = this.#requests.allows(this.#sender.inFlight, lane.inFlight);
      if (!hasRoom || this.#recorder.isFull(entry.endpoint.tenantId) || !this.#leases.mayStart()) {
        this.#stalled.add(entry);
        return;
      }
      const delivery = lane.startNext(performance.now());
      if (!delivery) break;
      const { endpoint } = entry;
      this.#sender.send(endpoint, delivery, (response) =>
        this.#finish(entry, delivery, { response, url: endpoint.url }),
      );
    }
    if (lane.needsPage && !entry.readingPage) this.#reader.readPage(entry);
  }

  /** A new primary may have lost deliveries of a queue. Such a queue gets a new lane, which reads them again. */
  async #startOverWhereLost(): Promise<void> {
    const queues = this.#remembered.take(this.#endpoints.all());
    const found = await this.#untilAvailable(() => findLost(this.#store, queues));
    const lost = [...new Map(found.map((queue) => [queue.entry, queue])).values()];
    for (const queue of lost) {
      this.#log.error({ webhookId: queue.webhookId }, 'deliveries.lost-by-failover');
      this.#endpoints.abandon(queue.entry);
      this.#recorder.forget(queue);
    }
    for (const queue of lost) {
      await this.#recorder.written(queue.tenantId);
      await this.#untilAvailable(() => correctCursor(this.#store, queue));
      await this.#endpoints.replace(queue.entry);
    }
  }

  async #untilAvailable<Result>(work: () => Promise<Result>): Promise<Result> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (this.#closing) throw error;
        this.#logError(error);
        await pause(untilAvailableMs);
      }
    }
  }

  /** `url` is the address to which the request was sent. The webhook may have another one by now. */
  #finish(
    entry: QueueEntry,
    delivery: QueuedDelivery,
    { response, url }: { response: AttemptResponse; url: string },
  ): void {
    if (entry.isAbandoned) return;
    if (response.error === 'PROXY_FAILED') {
      this.#giveBack(entry, delivery);
      return;
    }
    const now = Date.now();
    const number = delivery.attempts + 1;
    const { ownDelays } = entry.endpoint;
    const round = number - delivery.attemptsBefore;
    const isOfCurrentAddress = url === entry.endpoint.url;
    const circumstances = { number: round, ownDelays, now, random: Math.random() };
    const verdict = (isOfCurrentAddress ? judge : judgeOldAddress)(response, circumstances);
    const { tenantId, webhookId, sequence, eventId, createdAt, dueAt } = delivery;
    const unread = isOfCurrentAddress
      ? entry.lane.finish(delivery, onSteadyClock(verdict, now), performance.now())
      : entry.lane.finishElsewhere(delivery, verdict);
    const { failures, state } = entry.lane.breaker;
    if (isOfCurrentAddress) {
      this.#health.observe(entry.endpoint, {
        sequence,
        verdict,
        response,
        failures,
        suspect: state !== 'closed',
        now,
      });
    }
    if (verdict.kind === 'disable') this.#endpoints.pause(entry);
    this.#metrics.attempted(response, verdict, now - createdAt);
    if (this.#log.isLevelEnabled('info')) {
      this.#log.info(attemptLine(entry.endpoint, delivery, { response, verdict }), 'delivery.attempted');
    }
    const sent = { tenantId, webhookId, sequence, eventId, number, wasDueAt: dueAt };
    this.#recorder.record({ ...sent, response, verdict });
    if (unread !== undefined) this.#reader.readSource(entry, unread);
    this.#pumpSoon(entry);
  }

  /** The request failed in our own egress, so it does not count as an attempt. */
  #giveBack(entry: QueueEntry, delivery: QueuedDelivery): void {
    entry.lane.giveBack(delivery, performance.now() + egressRetryMs);
    // With strict order, an earlier delivery may have become due during the request.
    if (entry.endpoint.limits.strictOrder) scheduleRead(entry, Date.now());
    this.#endpoints.releaseIfIdle(entry);
  }

  /**
   * Waits until all responses that arrived together have been handled, because their connections can then be reused.
   */
  #pumpSoon(entry: QueueEntry): void {
    if (this.#finishedEntries.size === 0) {
      setImmediate(() => {
        const entries = [...this.#finishedEntries];
        this.#finishedEntries.clear();
        for (const each of entries) this.#pump(each);
      });
    }
    this.#finishedEntries.add(entry);
  }

  #recorded(outcomes: readonly AttemptOutcome[]): CursorMove[] {
    const touched = new Map<QueueEntry, number>();
    for (const { webhookId, sequence, verdict } of outcomes) {
      const entry = this.#endpoints.find(webhookId);
      if (!entry || entry.isAbandoned) continue;
      if (!touched.has(entry)) touched.set(entry, entry.lane.cursor);
      entry.lane.recorded(sequence);
      if (verdict.kind === 'retry' || verdict.kind === 'disable') scheduleRead(entry, verdict.at);
    }
    for (const entry of touched.keys()) this.#endpoints.releaseIfIdle(entry);
    // A copy, because `#pump` may add entries to the set.
    const stalled = [...this.#stalled];
    this.#stalled.clear();
    for (const entry of stalled) this.#pump(entry);
    return [...touched]
      .filter(([entry, before]) => entry.lane.cursor > before)
      .map(([{ endpoint, lane }]) => ({
        tenantId: endpoint.tenantId,
        webhookId: endpoint.id,
        sequence: lane.cursor,
      }));
  }

  #tick(): void {
    const by = this.#clock.setBackBy();
    if (by > 0) {
      bringRetriesForward(this.#store, this.#endpoints.all(), by).catch((error) => {
        this.#clock.retryAdjustment(by);
        this.#logError(error);
      });
    }
    const now = Date.now();
    for (const entry of this.#awake) {
      if (mayRest(entry)) {
        this.#awake.delete(entry);
        continue;
      }
      const { lane, nextDueAt, readingRetries } = entry;
      const isDue = nextDueAt !== undefined && nextDueAt <= now;
      if (isDue && !readingRetries && lane.needsRetries(performance.now())) this.#reader.readRetries(entry);
      this.#reader.readUnreadSource(entry);
      if (lane.queued > 0 || lane.needsPage) this.#pump(entry);
    }
  }

  #state(): QueueState {
    const state: QueueState = {
      endpoints: { closed: 0, open: 0, 'half-open': 0, paused: 0 },
      pending: { active: 0, paused: 0 },
      inMemory: this.#memory.used,
      inFlight: this.#sender.inFlight,
    };
    for (const { lane, endpoint } of this.#endpoints.all()) {
      state.endpoints[endpoint.paused ? 'paused' : lane.breaker.state]++;
      state.pending[endpoint.paused ? 'paused' : 'active'] += lane.pending;
    }
    return state;
  }

  #logError(error: unknown): void {
    if (!this.#closing) this.#log.error({ err: error }, 'queue.not-read');
  }
}

/** On the wall clock, requests would wait an hour too long if the clock were set back by an hour. */
function onSteadyClock(verdict: Verdict, now: number): Verdict {
  if (verdict.kind !== 'retry' || !verdict.holdUntil) return verdict;
  return { ...verdict, holdUntil: performance.now() + verdict.holdUntil - now };
}
