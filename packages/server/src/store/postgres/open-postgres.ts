// biome-ignore-all lint/style/noNonNullAssertion: the indexes are those of the batch
import pg, { type Pool, type PoolClient, type QueryConfig, type QueryResultRow } from 'pg';
import { CommitFigures } from '../../metrics/commit-figures.ts';
import { recordOutcomes } from '../../pipeline/attempt-log/record-outcomes.postgres.ts';
import { appendEvents } from '../../pipeline/event-log/append-events.postgres.ts';
import { type Known, KnownCounters } from '../../pipeline/event-log/known-counters.ts';
import { LogBatchers } from '../../pipeline/event-log/log-batchers.ts';
import { PublishingLines } from '../../pipeline/event-log/publishing-lines.postgres.ts';
import { renderEvent } from '../../pipeline/event-log/render-event.ts';
import { Subscriptions } from '../../pipeline/fan-out/subscriptions.ts';
import type { OutcomeBatch } from '../../pipeline/model/attempt-outcome.ts';
import { Handoff } from '../../pipeline/model/handoff.ts';
import type { Publication, PublicationResult } from '../../pipeline/model/publication.ts';
import type { RenderedEvent } from '../../pipeline/model/rendered-event.ts';
import { newProcessId } from '../../platform/process-id.ts';
import {
  isOutOfConnections,
  isPostgresUnavailable,
  StoreUnavailable,
} from '../../platform/store-unavailable.ts';
import { againAfterDeadlock } from '../again-after-deadlock.ts';
import { type ErrorLog, HandoffListeners } from '../handoff-listeners.ts';
import type { FailoverListeners, Hint, Queries, Store, Transaction, Value, VetDatabase } from '../store.ts';
import { againAfterAlteredTable } from './again-after-altered-table.ts';
import { againAfterLockTimeout, lockTimeoutMs } from './again-after-lock-timeout.ts';
import { connectClient } from './connect-client.ts';
import {
  connectionConfig,
  flightLimitOf,
  limitsOf,
  queriesOf,
  query,
  queryTimeoutMs,
  type ServerLimits,
  serverLimits,
} from './connection.ts';
import { Hints } from './hints.ts';
import { migratePostgres } from './migrate-postgres.ts';
import { Nodes } from './nodes.ts';
import { onClient } from './on-client.ts';
import { requireWritable } from './require-writable.ts';
import { SharedClient } from './shared-client.ts';
import { vetPostgres } from './vet-postgres.ts';
import { StandbyGone, WriteGate } from './write-gate.ts';

/** The maximum number of connections of one process, apart from the connections for batches. */
const poolSize = 12;
/**
 * The maximum number of connections for batches. Events take up to four that they share, and one for each batch whose
 * counters are not remembered. The others are for outcomes.
 */
const batchPoolSize = 6;
/** The connections that batches share. With several of them, the commits of several tenants reach the disk together. */
const sharedClients = 4;
/**
 * Without these settings, the planner assumed that a new table is small, and read all of it. Recording one outcome then
 * took 100 µs, and more as the table grew.
 */
const batchSettings = `set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off;
  set plan_cache_mode = force_generic_plan; set jit = off; set lock_timeout = ${lockTimeoutMs}`;

interface PostgresOptions {
  limits?: ServerLimits;
  processId?: string;
  log?: ErrorLog;
  vet?: VetDatabase | undefined;
}

/** Connects to the database at `url`, which may name several nodes, and migrates it. */
export async function openPostgres(
  url: string,
  { limits = serverLimits, processId = newProcessId(), log = console, vet }: PostgresOptions = {},
): Promise<Store> {
  const client = await connectClient(url);
  try {
    await vetPostgres(client, () => connectClient(url));
    await migratePostgres(client, vet);
  } finally {
    await client.end();
  }
  const nodes = await Nodes.find(url);
  const pool = openPool(nodes, { max: poolSize, settings: limitsOf(limits) });
  const batches = openPool(nodes, {
    max: batchPoolSize,
    settings: `${limitsOf(limits)}; ${flightLimitOf(limits)}; ${batchSettings}`,
  });
  const gate = new WriteGate();
  const hints = await Hints.listen({ nodes, pool, gate, processId });
  return new PostgresStore({ nodes, pool, batches, gate, hints, log });
}

function openPool(nodes: Nodes, { max, settings }: { max: number; settings: string }): Pool {
  const pool = new pg.Pool({
    ...connectionConfig,
    Client: nodes.Client,
    max,
    query_timeout: queryTimeoutMs,
    // Statements are sent without waiting for the results of earlier ones.
    pipeline: true,
    onConnect: async (client) => {
      await Promise.all([client.query(settings), requireWritable(client)]);
    },
  });
  // Only idle connections cause this event. If a connection breaks during a query, the query reports the error.
  pool.on('error', (error) => nodes.doubt(error));
  return pool;
}

interface Parts {
  nodes: Nodes;
  pool: Pool;
  batches: Pool;
  gate: WriteGate;
  hints: Hints;
  log: ErrorLog;
}

class PostgresStore implements Store {
  readonly engine = 'postgres';
  refusedAt = Number.NEGATIVE_INFINITY;
  readonly #nodes: Nodes;
  readonly #pool: Pool;
  readonly #batches: Pool;
  readonly #gate: WriteGate;
  readonly #hints: Hints;
  readonly #queries: Queries;
  readonly #known: Known = { subscriptions: new Subscriptions(), counters: new KnownCounters() };
  readonly #lines: PublishingLines;
  readonly #batchers = new LogBatchers((batch) => this.#publish(batch));
  readonly commits = new CommitFigures();
  readonly #handoffListeners: HandoffListeners;

  constructor({ nodes, pool, batches, gate, hints, log }: Parts) {
    this.#nodes = nodes;
    this.#pool = pool;
    this.#batches = batches;
    this.#gate = gate;
    this.#hints = hints;
    this.#handoffListeners = new HandoffListeners(log);
    this.#handoffListeners.onStored((handoff) => this.#learn(handoff));
    this.#lines = new PublishingLines({
      known: this.#known,
      connections: Array.from({ length: sharedClients }, () => {
        const shared = new SharedClient(batches);
        return this.#runs((work) => shared.run(work));
      }),
      alone: this.#runs((work) => onClient(batches, work)),
      inTransaction: (work) => this.#inTransaction(batches, work),
    });
    this.#queries = queriesOf({
      query: <Row extends QueryResultRow>(config: QueryConfig) => {
        gate.pass(config.text);
        return onClient(pool, (client) => client.query<Row>(config));
      },
    });
  }

  all<Row extends object>(sql: string, parameters?: readonly Value[]): Promise<Row[]> {
    return this.#repeat(() => this.#queries.all(sql, parameters));
  }

  get<Row extends object>(sql: string, parameters?: readonly Value[]): Promise<Row | undefined> {
    return this.#repeat(() => this.#queries.get(sql, parameters));
  }

  run(sql: string, parameters?: readonly Value[]): Promise<number> {
    return this.#repeat(() => this.#queries.run(sql, parameters));
  }

  async transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    const { result, events, handoff } = await this.#inTransaction(this.#pool, async (queries) => {
      const events: RenderedEvent[] = [];
      const result = await work({
        ...queries,
        append(event) {
          const rendered = renderEvent(event, Date.now());
          events.push(rendered);
          return { id: rendered.id, createdAt: rendered.createdAt };
        },
      });
      const handoff = events.length > 0 ? await appendEvents(queries, events, this.#known) : undefined;
      return { result, events, handoff, written: handoff?.written };
    });
    if (handoff) this.#handoffListeners.call(new Handoff(events, handoff));
    return result;
  }

  publish(publication: Publication): Promise<PublicationResult> {
    return this.#batchers.publish(publication);
  }

  async recordOutcomes(batch: OutcomeBatch): Promise<void> {
    this.commits.outcomes.observe(batch.outcomes.length);
    await againAfterLockTimeout(() =>
      this.#inTransaction(this.#batches, async (queries) => ({ written: recordOutcomes(queries, batch) })),
    );
  }

  async expunge(): Promise<void> {}

  onAppended(listener: (handoff: Handoff) => void): void {
    this.#handoffListeners.onAppended(listener);
  }

  onStored(listener: (handoff: Handoff) => void): void {
    this.#handoffListeners.onStored(listener);
  }

  hint(hint: Hint): void {
    this.#hints.give(hint);
  }

  onHint(listener: (hint: Hint) => void): void {
    this.#hints.onHint(listener);
  }

  onFailover({ suspected, noticed }: FailoverListeners): void {
    this.#nodes.onDoubt = suspected;
    this.#nodes.onMoved = noticed;
  }

  async close(): Promise<void> {
    this.#nodes.close();
    await this.#hints.close();
    await Promise.all([this.#pool.end(), this.#batches.end()]);
  }

  async #publish(batch: Publication[]): Promise<PublicationResult[]> {
    const published = await this.#lines.publish(batch);
    this.#handoffListeners.call(new Handoff(published.events, published));
    return published.results;
  }

  #learn(handoff: Handoff): void {
    this.commits.events.observe(handoff.events.length);
    this.#batchers.learn(handoff);
    // If nothing in this process sends deliveries, other processes get a hint.
    if (!this.#handoffListeners.hasAppended) this.#hintOthers(handoff);
  }

  #hintOthers(handoff: Handoff): void {
    handoff.forEach(({ webhookId, event, sequence }) => {
      this.hint({ tenantId: event.tenantId, webhookId, about: 'grown', head: sequence });
    });
    for (const [tenantId, webhookId] of handoff.unreadable)
      this.hint({ tenantId, webhookId, about: 'changed' });
  }

  /** Each statement is a transaction of its own. */
  #runs(lend: Lend): Pick<Queries, 'all' | 'run'> {
    const run = <Row extends QueryResultRow>(sql: string, parameters: readonly Value[] | undefined) =>
      this.#attempt(() =>
        lend(async (client) => {
          this.#gate.pass();
          const began = performance.now();
          const result = await query<Row>(client, sql, parameters);
          this.commits.seconds.observe((performance.now() - began) / 1000);
          return result;
        }),
      );
    return {
      all: async <Row extends object>(sql: string, parameters?: readonly Value[]) =>
        (await run<Row>(sql, parameters)).rows,
      run: async (sql, parameters) => (await run(sql, parameters)).count,
    };
  }

  #inTransaction<Result extends Working>(pool: Pool, work: Work<Result>): Promise<Result> {
    return this.#repeat(() => this.#runTransaction(pool, work));
  }

  #repeat<Result>(work: () => Promise<Result>): Promise<Result> {
    return againAfterDeadlock(() => this.#attempt(work));
  }

  /**
   * Throws `StoreUnavailable` if the database is unavailable. Other errors, such as a violated constraint, stay as they
   * are.
   */
  async #attempt<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await againAfterAlteredTable(work);
    } catch (error) {
      if (error instanceof StandbyGone) this.refusedAt = performance.now();
      if (!isPostgresUnavailable(error)) throw error;
      // Existing connections still work if only new ones are refused, so no search for a primary starts.
      if (!isOutOfConnections(error)) {
        this.refusedAt = performance.now();
        this.#nodes.doubt(error);
      }
      throw new StoreUnavailable(error);
    }
  }

  async #runTransaction<Result extends Working>(pool: Pool, work: Work<Result>): Promise<Result> {
    this.#gate.pass();
    return onClient(pool, async (client) => {
      const began = performance.now();
      // The response to `begin` is not awaited. Later statements on this connection run after `begin`, or fail with it.
      const begun = client.query('begin');
      begun.catch(() => {});
      try {
        const result = await work(queriesOf(client));
        const [ended] = await Promise.all([client.query('commit'), begun, result.written]);
        // If a statement has failed, PostgreSQL reports no error for `commit`, but rolls the transaction back.
        if (ended.command !== 'COMMIT') throw new Error('The transaction was rolled back.');
        this.commits.seconds.observe((performance.now() - began) / 1000);
        return result;
      } catch (error) {
        // If the database is unavailable, this connection is not used again, so it needs no rollback.
        if (!isPostgresUnavailable(error))
          await client.query('rollback').catch((failed: Error) => client.emit('error', failed));
        throw error;
      }
    });
  }
}

/** Lends a connection to `work`. */
type Lend = <Result>(work: (client: PoolClient) => Promise<Result>) => Promise<Result>;

/** `written` resolves when the last statements have run. The commit does not wait for `written`. */
interface Working {
  written?: Promise<unknown> | undefined;
}

type Work<Result extends Working> = (queries: Queries) => Promise<Result>;
