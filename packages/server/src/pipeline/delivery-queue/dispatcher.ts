import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { before } from '../../before.ts';
import type { SecretBox } from '../../secret-box.ts';
import type { Hint, Store } from '../../store/store.ts';
import type { Answer, CursorMove, Outcome } from '../attempt-log/outcome.ts';
import { Recorder } from '../attempt-log/recorder.ts';
import type { Endpoint } from '../deliver/endpoint.ts';
import { EndpointHealth } from '../deliver/endpoint-health.ts';
import type { Sender } from '../deliver/sender.ts';
import { judge, type Verdict } from '../deliver/verdict.ts';
import type { Appended } from '../event-log/appended.ts';
import { bodyFor } from '../fan-out/fan-out.ts';
import { PipelineMetrics, type QueueState } from '../metrics.ts';
import { bringRetriesForward } from './bring-retries-forward.ts';
import { ClockWatch } from './clock-watch.ts';
import type { Delivery } from './delivery.ts';
import { FairShare } from './fair-share.ts';
import { Lane } from './lane.ts';
import {
  readDue,
  readDueOf,
  readNextDue,
  readRetrying,
  readWaiting,
  readWaitingOfSource,
} from './read-deliveries.ts';
import { type EndpointState, readEndpointState, readEndpoints, readHeads } from './read-endpoints.ts';
import { Replayer } from './replayer.ts';
import { type LeaseTimes, ShardLeases } from './shard-leases.ts';
import { shardOf } from './shard-of.ts';

/*
 * Brings deliveries from the store to the sender, one lane for each endpoint.
 *
 * 1. What was appended in this process is offered to its lane right after the commit and needs no query.
 * 2. What a lane had no room for, or another process appended, is read in pages from the lane's cursor: a claim is
 *    a read, because this process holds the lease of the endpoint's shard.
 * 3. Retries are read when they are due.
 * 4. Each answer is judged, recorded in a batch with others, and makes room for the next.
 */

const pageSize = 500;
/** While memory is short: nobody stands still. */
const crowdedPageSize = 10;
const duePageSize = 200;
/** Deliveries in the memory of all lanes together; beyond it they wait in the store. */
const memoryLimit = 50_000;
/** Requests under way of all lanes together. */
const defaultRequestLimit = 4096;
/** When our own way out failed, an endpoint waits so long before it is tried again. */
const proxyPatience = 2000;
const tickMs = 100;
/** For writing the last outcomes when the deadline has passed. */
const lastMoment = 1000;
const pollMs = 2000;
/** Every so many polls all is read again, so that a hint that got lost costs a minute at most. */
const fullPollEvery = 30;

interface Entry {
  endpoint: Endpoint;
  lane: Lane;
  reading: boolean;
  readingDue: boolean;
  nextDueAt: number | undefined;
  /** Offers that came while a page was being read: they follow it. */
  during: Delivery[];
}

interface DuePage {
  deliveries: Delivery[];
  /** When to look again. */
  next: number | undefined;
}

type Retries = Awaited<ReturnType<typeof readRetrying>>;

export interface DispatcherOptions {
  metrics: Registry;
  store: Store;
  sender: Sender;
  box: SecretBox;
  log: Logger;
  leaseTimes?: LeaseTimes;
  requestLimit?: number;
}

export class Dispatcher {
  readonly #store: Store;
  readonly #sender: Sender;
  readonly #box: SecretBox;
  readonly #log: Logger;
  readonly #recorder: Recorder;
  readonly #leases: ShardLeases;
  readonly #entries = new Map<string, Entry>();
  /** Not delivered to any more, but something of them is under way or not recorded yet. */
  readonly #leaving = new Map<string, Entry>();
  /** Lanes that could start something but for a limit of the whole process. */
  readonly #stalled = new Set<Entry>();
  readonly #answeredLately = new Set<Entry>();
  readonly #health: EndpointHealth;
  readonly #metrics: PipelineMetrics;
  readonly #replayer: Replayer;
  readonly #requests: FairShare;
  readonly #memory = new FairShare(memoryLimit);
  /** Endpoints whose state is being read, and whether to read it again because something changed meanwhile. */
  readonly #reading = new Map<string, { again: boolean }>();
  readonly #clock = new ClockWatch();
  #timers: NodeJS.Timeout[] = [];
  #inMemory = 0;
  #closing = false;
  #polledAt = 0;
  #polls = 0;

  constructor(options: DispatcherOptions) {
    const { store, sender, box, log, metrics, leaseTimes: times } = options;
    this.#requests = new FairShare(options.requestLimit ?? defaultRequestLimit);
    this.#store = store;
    this.#sender = sender;
    this.#box = box;
    this.#log = log;
    this.#recorder = new Recorder({ store, log, recorded: (outcomes) => this.#recorded(outcomes) });
    this.#leases = new ShardLeases({
      store,
      log,
      changed: (won, lost) => this.#divided(won, lost),
      isIdle: (shard) => ![...this.#leaving.keys()].some((id) => shardOf(id) === shard),
      ...(times && { times }),
    });
    this.#health = new EndpointHealth({ store, log });
    this.#metrics = new PipelineMetrics(metrics, () => this.#state());
    this.#replayer = new Replayer({ store, log, held: () => this.#leases.held });
  }

  async start(): Promise<void> {
    this.#store.onAppended((appended) => this.#offer(appended));
    this.#store.onHint((hint) => void this.#heed(hint));
    await this.#leases.start();
    this.#replayer.start();
    this.#timers = [
      setInterval(() => this.#tick(), tickMs),
      setInterval(() => void this.#poll().catch((error) => this.#complain(error)), pollMs),
    ];
  }

  /** Starts nothing more, waits for what is under way until the deadline, and writes what came of it. */
  async close(deadline: number): Promise<void> {
    this.#closing = true;
    for (const timer of this.#timers) clearInterval(timer);
    await this.#replayer.close();
    while (this.#sender.underWay > 0 && performance.now() < deadline)
      await new Promise((r) => setTimeout(r, 10));
    // What was answered is worth a moment more: forgotten, it is sent again.
    await before(Math.max(deadline, performance.now() + lastMoment), this.#recorder.drained());
    this.#recorder.giveUp();
    await this.#leases.close();
  }

  #offer({ events, webhookIds, deliveries }: Appended): void {
    const touched = new Set<Entry>();
    for (let at = 0; at < deliveries.length; at += 3) {
      const event = events[deliveries[at]!]!;
      const mark = deliveries[at + 1]!;
      const webhookId = webhookIds[mark < 0 ? -mark - 1 : mark]!;
      const entry = this.#entries.get(webhookId);
      if (!entry) {
        this.#store.hint({ tenantId: event.tenantId, webhookId, about: 'appended' });
        continue;
      }
      const delivery = {
        tenantId: event.tenantId,
        webhookId,
        sequence: deliveries[at + 2]!,
        eventId: event.id,
        type: event.type,
        sourceId: event.sourceId,
        sessionId: event.sessionId,
        body: bodyFor(event, mark < 0),
        attempts: 0,
        attemptsBefore: 0,
        createdAt: event.at,
        traceparent: event.traceparent,
      };
      this.#offerOne(entry, delivery);
      touched.add(entry);
    }
    for (const entry of touched) this.#pump(entry);
  }

  #offerOne(entry: Entry, delivery: Delivery): void {
    if (entry.reading && entry.during.length < pageSize) entry.during.push(delivery);
    const { lane } = entry;
    if (!this.#memory.allows(this.#inMemory, lane.waiting))
      lane.head = Math.max(lane.head, delivery.sequence);
    else if (lane.offer(delivery)) this.#inMemory++;
  }

  /** Starts what may start, and reads on when there is room. */
  #pump(entry: Entry): void {
    const { lane } = entry;
    for (;;) {
      if (this.#closing) return;
      const hasRoom = this.#requests.allows(this.#sender.underWay, lane.underWay);
      if (!hasRoom || this.#recorder.full || !this.#leases.mayStart()) {
        this.#stalled.add(entry);
        return;
      }
      const delivery = lane.next(performance.now());
      if (!delivery) break;
      this.#inMemory--;
      this.#sender.send(entry.endpoint, delivery, (answer) => this.#answered(entry, delivery, answer));
    }
    if (lane.wantsPage && !entry.reading) void this.#readPage(entry).catch((error) => this.#complain(error));
  }

  #answered(entry: Entry, delivery: Delivery, answer: Answer): void {
    const now = Date.now();
    if (answer.error === 'PROXY_FAILED') {
      // Our own way out failed, not the receiver: no attempt is spent.
      if (entry.lane.giveBack(delivery, performance.now() + proxyPatience)) this.#inMemory++;
      // With strict order an earlier one may have been made due meanwhile.
      if (entry.endpoint.limits.strictOrder) dueBy(entry, now);
      this.#settle(entry);
      return;
    }
    const number = delivery.attempts + 1;
    const { ownDelays } = entry.endpoint;
    const round = number - delivery.attemptsBefore;
    const verdict = judge(answer, { number: round, ownDelays, now, random: Math.random() });
    const { tenantId, webhookId, sequence } = delivery;
    const spilledSource = entry.lane.finish(delivery, onSteadyClock(verdict, now), performance.now());
    const { failures, state } = entry.lane.breaker;
    this.#health.observe(entry.endpoint, { verdict, answer, failures, suspect: state !== 'closed', now });
    if (verdict.kind === 'disable') this.#pause(entry);
    this.#tell(delivery, answer, verdict);
    this.#recorder.record({ tenantId, webhookId, sequence, number, answer, verdict });
    if (spilledSource !== undefined) {
      void this.#readSource(entry, spilledSource).catch((error) => this.#complain(error));
    }
    this.#pumpSoon(entry);
  }

  #tell(delivery: Delivery, answer: Answer, verdict: Verdict): void {
    const { createdAt, attempts } = delivery;
    this.#metrics.attempted(answer, verdict, Date.now() - createdAt);
    if (!this.#log.isLevelEnabled('info')) return;
    const { tenantId, webhookId, sequence, eventId, type, sourceId, sessionId } = delivery;
    const { status, error, durationMs } = answer;
    this.#log.info(
      {
        tenantId,
        webhookId,
        sequence,
        eventId,
        type,
        sourceId,
        sessionId,
        attempt: attempts + 1,
        status,
        error,
        milliseconds: durationMs,
        verdict: verdict.kind,
        nextAttemptAt: 'at' in verdict ? new Date(verdict.at).toISOString() : undefined,
      },
      'delivery.attempted',
    );
  }

  #state(): QueueState {
    const state: QueueState = {
      endpoints: { closed: 0, open: 0, 'half-open': 0, paused: 0 },
      waiting: { active: 0, paused: 0 },
      inMemory: this.#inMemory,
      underWay: this.#sender.underWay,
    };
    for (const { lane, endpoint } of this.#entries.values()) {
      state.endpoints[endpoint.paused ? 'paused' : lane.breaker.state]++;
      state.waiting[endpoint.paused ? 'paused' : 'active'] += lane.head - lane.mark;
    }
    return state;
  }

  /**
   * After the answers that have come together: then their connections are free again, where a request started
   * inside the answer would open a new one.
   */
  #pumpSoon(entry: Entry): void {
    if (this.#answeredLately.size === 0) {
      setImmediate(() => {
        const entries = [...this.#answeredLately];
        this.#answeredLately.clear();
        for (const each of entries) this.#pump(each);
      });
    }
    this.#answeredLately.add(entry);
  }

  #recorded(outcomes: readonly Outcome[]): CursorMove[] {
    const touched = new Map<Entry, number>();
    for (const { webhookId, sequence, verdict } of outcomes) {
      const entry = this.#entries.get(webhookId) ?? this.#leaving.get(webhookId);
      if (!entry) continue;
      if (!touched.has(entry)) touched.set(entry, entry.lane.mark);
      entry.lane.recorded(sequence);
      if (verdict.kind === 'retry' || verdict.kind === 'disable') {
        dueBy(entry, verdict.at);
      }
    }
    for (const entry of touched.keys()) this.#settle(entry);
    // A copy: who is still held up puts itself back into the set.
    const stalled = [...this.#stalled];
    this.#stalled.clear();
    for (const entry of stalled) this.#pump(entry);
    return [...touched]
      .filter(([entry, before]) => entry.lane.mark > before)
      .map(([{ endpoint, lane }]) => ({
        tenantId: endpoint.tenantId,
        webhookId: endpoint.id,
        sequence: lane.mark,
      }));
  }

  async #readPage(entry: Entry): Promise<void> {
    const { lane, endpoint } = entry;
    entry.reading = true;
    entry.during = [];
    lane.readStarted();
    try {
      const { head, taken, drops } = lane;
      const hasRoom = this.#memory.allows(this.#inMemory, lane.waiting);
      const limit = Math.min(hasRoom ? pageSize : crowdedPageSize, lane.room);
      const of = { tenantId: endpoint.tenantId, webhookId: endpoint.id };
      const deliveries = await readWaiting(this.#store, of, { after: taken, limit });
      // Paused, or put back, while we read.
      if (lane.paused || lane.drops !== drops) return;
      const before = lane.waiting;
      for (const delivery of deliveries) lane.admitFirst(delivery);
      if (deliveries.length < limit) lane.skipTo(head);
      this.#inMemory += lane.waiting - before;
      for (const delivery of entry.during) if (lane.offer(delivery)) this.#inMemory++;
    } finally {
      lane.readEnded();
      entry.reading = false;
      entry.during = [];
    }
    this.#pump(entry);
  }

  async #readSource(entry: Entry, sourceId: string): Promise<void> {
    const { lane, endpoint } = entry;
    const { drops } = lane;
    const limit = 100;
    const of = { tenantId: endpoint.tenantId, webhookId: endpoint.id, sourceId };
    const retry = lane.firstRetryOf(sourceId);
    lane.readStarted();
    try {
      const deliveries =
        retry === undefined
          ? await readWaitingOfSource(this.#store, of, { after: lane.mark, through: lane.taken, limit })
          : await readDueOf(this.#store, of, { now: Date.now(), sequences: [retry] });
      if (lane.drops !== drops) return;
      const before = lane.waiting;
      if (retry === undefined) lane.refill(sourceId, deliveries, deliveries.length === limit);
      else for (const delivery of deliveries) lane.admitAgain(delivery);
      this.#inMemory += lane.waiting - before;
    } finally {
      lane.readEnded();
    }
    this.#pump(entry);
  }

  async #readRetries(entry: Entry): Promise<void> {
    const { lane, endpoint } = entry;
    entry.readingDue = true;
    lane.readStarted();
    try {
      const now = Date.now();
      const { drops } = lane;
      entry.nextDueAt = undefined;
      const { deliveries, next } = endpoint.limits.strictOrder
        ? await this.#dueInOrder(entry, now)
        : await this.#due(entry, now);
      if (next !== undefined) dueBy(entry, next);
      if (lane.paused || lane.drops !== drops) return dueBy(entry, now);
      // One that was recorded and made due again while we read is not taken: look again soon.
      if (deliveries.length > 0) dueBy(entry, now + 1000);
      const before = lane.waiting;
      for (const delivery of deliveries) lane.admitAgain(delivery);
      this.#inMemory += lane.waiting - before;
    } catch (error) {
      dueBy(entry, Date.now() + 1000);
      throw error;
    } finally {
      lane.readEnded();
      entry.readingDue = false;
    }
    this.#pump(entry);
  }

  async #due({ endpoint }: Entry, now: number): Promise<DuePage> {
    const of = { tenantId: endpoint.tenantId, webhookId: endpoint.id };
    const deliveries = await readDue(this.#store, of, { now, limit: duePageSize });
    const isFull = deliveries.length === duePageSize;
    return { deliveries, next: isFull ? now : await readNextDue(this.#store, of, now) };
  }

  /** With strict order: of each source the first that waits for a retry, when that is due. */
  async #dueInOrder(entry: Entry, now: number): Promise<DuePage> {
    const { endpoint, lane } = entry;
    const of = { tenantId: endpoint.tenantId, webhookId: endpoint.id };
    const rows = await this.#learnRetrying(entry);
    const turns = rows.filter((row) => lane.isTurn(row));
    const sequences = turns
      .filter(({ dueAt }) => dueAt <= now)
      .slice(0, duePageSize)
      .map(({ sequence }) => sequence);
    const deliveries = sequences.length > 0 ? await readDueOf(this.#store, of, { now, sequences }) : [];
    if (sequences.length === duePageSize) return { deliveries, next: now };
    const later = turns.filter(({ dueAt }) => dueAt > now).map(({ dueAt }) => dueAt);
    return { deliveries, next: later.length > 0 ? later.reduce((a, b) => Math.min(a, b)) : undefined };
  }

  async #learnRetrying(entry: Entry): Promise<Retries> {
    const { endpoint, lane } = entry;
    const rows = await readRetrying(this.#store, { tenantId: endpoint.tenantId, webhookId: endpoint.id });
    const before = lane.waiting;
    for (const sourceId of lane.learnRetrying(rows)) {
      void this.#readSource(entry, sourceId).catch((error) => this.#complain(error));
    }
    this.#inMemory += lane.waiting - before;
    return rows;
  }

  #tick(): void {
    const by = this.#clock.setBackBy();
    if (by > 0) void this.#bringForward(by).catch((error) => this.#complain(error));
    const now = Date.now();
    for (const entry of this.#entries.values()) {
      const { lane, nextDueAt, readingDue } = entry;
      if (lane.paused) continue;
      if (
        nextDueAt !== undefined &&
        nextDueAt <= now &&
        !readingDue &&
        lane.wantsRetries(performance.now())
      ) {
        void this.#readRetries(entry).catch((error) => this.#complain(error));
      }
      if (lane.waiting > 0 || lane.wantsPage) this.#pump(entry);
    }
  }

  async #bringForward(by: number): Promise<void> {
    const now = Date.now();
    this.#polledAt -= by;
    for (const entry of [...this.#entries.values()]) {
      await bringRetriesForward(this.#store, entry.endpoint, { by, now });
      dueBy(entry, now);
    }
  }

  #divided(won: readonly number[], lost: readonly number[]): void {
    for (const [id, entry] of this.#entries) {
      if (lost.includes(shardOf(id))) this.#forget(entry);
    }
    if (won.length === 0) return;
    readEndpoints(this.#store, this.#box, { shards: won }).then(
      (states) => states.forEach((state) => void this.#take(state)),
      (error) => this.#readAllSoon(error),
    );
  }

  async #poll(): Promise<void> {
    const shards = this.#leases.held;
    const full = ++this.#polls % fullPollEvery === 0;
    const startedAt = Date.now();
    const since = full ? 0 : this.#polledAt;
    for (const state of await readEndpoints(this.#store, this.#box, { shards, since })) this.#take(state);
    for (const { webhook_id: id, sequence } of full ? [] : await readHeads(this.#store, shards)) {
      const entry = this.#entries.get(id);
      if (!entry || entry.lane.head >= sequence) continue;
      entry.lane.head = sequence;
      this.#pump(entry);
    }
    // A transaction that commits late, or another machine's clock, must not hide a change.
    this.#polledAt = startedAt - 60_000;
  }

  async #heed(hint: Hint): Promise<void> {
    const { webhookId } = hint;
    if (this.#closing || !this.#leases.held.has(shardOf(webhookId))) return;
    if (hint.about === 'reread') this.#reread(this.#entries.get(webhookId));
    const reading = this.#reading.get(webhookId);
    if (reading) {
      reading.again = true;
      return;
    }
    const own = { again: false };
    this.#reading.set(webhookId, own);
    try {
      const state = await readEndpointState(this.#store, this.#box, hint);
      if (state) this.#take(state);
    } catch (error) {
      this.#readAllSoon(error);
    } finally {
      this.#reading.delete(webhookId);
    }
    if (own.again) await this.#heed(hint);
  }

  #forget(entry: Entry): void {
    this.#pause(entry);
    this.#stalled.delete(entry);
    const { id } = entry.endpoint;
    if (this.#entries.delete(id) && !entry.lane.isSettled) this.#leaving.set(id, entry);
  }

  /** All that was under way to an endpoint that was given up is recorded: it may be taken anew. */
  #settle(entry: Entry): void {
    const { tenantId, id: webhookId } = entry.endpoint;
    if (this.#leaving.get(webhookId) !== entry || !entry.lane.isSettled) return;
    this.#leaving.delete(webhookId);
    void this.#heed({ tenantId, webhookId, about: 'changed' });
  }

  #take({ endpoint, shard, head, cursor, nextDueAt }: EndpointState): void {
    if (!this.#leases.held.has(shard)) return;
    let entry = this.#entries.get(endpoint.id);
    if (endpoint.deleted) {
      if (entry) this.#forget(entry);
      return;
    }
    if (!entry) {
      // The store does not know yet what came of the last requests: read now, they would be made again.
      if (this.#leaving.has(endpoint.id)) return;
      const lane = new Lane({ limits: endpoint.limits, paused: endpoint.paused, head, cursor });
      lane.setLimits(endpoint.limits);
      entry = { endpoint, lane, reading: false, readingDue: false, nextDueAt, during: [] };
      this.#entries.set(endpoint.id, entry);
      this.#parkRetrying(entry);
    } else {
      this.#change(entry, endpoint);
      entry.lane.head = Math.max(entry.lane.head, head);
      if (nextDueAt !== undefined) dueBy(entry, nextDueAt);
    }
    this.#pump(entry);
  }

  #change(entry: Entry, endpoint: Endpoint): void {
    const { lane } = entry;
    const reordered = lane.limits.strictOrder !== endpoint.limits.strictOrder;
    entry.endpoint = endpoint;
    lane.setLimits(endpoint.limits);
    // Who waits for whom is another matter now.
    if (reordered) this.#drop(entry);
    const toggled = lane.paused !== endpoint.paused;
    lane.paused = endpoint.paused;
    if (toggled && endpoint.paused) this.#pause(entry);
    if (toggled && !endpoint.paused) lane.revive();
    if (reordered || (toggled && !endpoint.paused)) this.#parkRetrying(entry);
  }

  /** With strict order nothing starts before it is known which sources wait for a retry. */
  #parkRetrying(entry: Entry): void {
    const { endpoint, lane } = entry;
    if (endpoint.paused || !endpoint.limits.strictOrder) return;
    lane.paused = true;
    lane.readStarted();
    this.#learnRetrying(entry)
      .then(() => {
        lane.paused = entry.endpoint.paused;
        this.#pump(entry);
      })
      .catch((error) => {
        this.#readAllSoon(error);
        this.#forget(entry);
      })
      .finally(() => lane.readEnded());
  }

  #pause(entry: Entry): void {
    entry.lane.paused = true;
    this.#drop(entry);
  }

  #drop({ lane }: Entry): void {
    this.#inMemory -= lane.waiting;
    lane.drop();
  }

  /** What has not started is read again, also which sources wait for a retry. */
  #reread(entry: Entry | undefined): void {
    if (!entry) return;
    this.#drop(entry);
    this.#parkRetrying(entry);
    this.#pump(entry);
  }

  /** Endpoints that could not be read are taken at the next poll. */
  #readAllSoon(error: unknown): void {
    this.#polledAt = 0;
    this.#complain(error);
  }

  #complain(error: unknown): void {
    if (!this.#closing) this.#log.error({ err: error }, 'queue.not-read');
  }
}

function dueBy(entry: Entry, at: number): void {
  entry.nextDueAt = Math.min(entry.nextDueAt ?? Number.POSITIVE_INFINITY, at);
}

/** Lanes count on a clock that nobody sets: an hour set back must not hold an endpoint for an hour. */
function onSteadyClock(verdict: Verdict, now: number): Verdict {
  if (verdict.kind !== 'retry' || !verdict.holdUntil) return verdict;
  return { ...verdict, holdUntil: performance.now() + verdict.holdUntil - now };
}
