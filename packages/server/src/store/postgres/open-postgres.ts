import pg, { type Pool } from 'pg';
import { CommitFigures } from '../../metrics/commit-figures.ts';
import type { OutcomeBatch } from '../../pipeline/attempt-log/outcome.ts';
import { recordOutcomes } from '../../pipeline/attempt-log/record-outcomes.postgres.ts';
import { appendEvents } from '../../pipeline/event-log/append-events.postgres.ts';
import type { Appended, Handoff } from '../../pipeline/event-log/appended.ts';
import type { Publication, PublicationResult } from '../../pipeline/event-log/publication.ts';
import { PublishBatcher } from '../../pipeline/event-log/publish-batcher.ts';
import { publishEvents } from '../../pipeline/event-log/publish-events.postgres.ts';
import { type RenderedEvent, renderEvent } from '../../pipeline/event-log/render-event.ts';
import type { Hint, Queries, Store, Transaction, Value } from '../store.ts';
import { isPostgresUnavailable, StoreUnavailable } from '../store-unavailable.ts';
import { connectionConfig, queriesOf, queryTimeout } from './connection.ts';
import { Hints } from './hints.ts';
import { migratePostgres } from './migrate-postgres.ts';

/** Connections of one process; some are held by transactions of requests, two by batches. */
const poolSize = 12;

/** Connects to, and migrates, the database that `url` names. */
export async function openPostgres(url: string): Promise<Store> {
  const client = new pg.Client(connectionConfig(url));
  await client.connect();
  try {
    await migratePostgres(client);
  } finally {
    await client.end();
  }
  const pool = new pg.Pool({ ...connectionConfig(url), max: poolSize, query_timeout: queryTimeout });
  // An idle connection that breaks is replaced; whoever uses one is told by its own query.
  pool.on('error', () => {});
  return new PostgresStore(pool, await Hints.listen(url, pool));
}

class PostgresStore implements Store {
  readonly engine = 'postgres';
  refusedAt = Number.NEGATIVE_INFINITY;
  readonly #pool: Pool;
  readonly #hints: Hints;
  readonly #queries: Queries;
  readonly #batcher = new PublishBatcher((batch) => this.#publish(batch));
  readonly commits = new CommitFigures();
  readonly #appendedListeners: ((appended: Appended) => void)[] = [];
  readonly #storedListeners: ((stored: Pick<Appended, 'events' | 'deliveries'>) => void)[] = [];

  constructor(pool: Pool, hints: Hints) {
    this.#pool = pool;
    this.#hints = hints;
    this.#queries = queriesOf(pool);
  }

  all<Row extends object>(sql: string, parameters?: readonly Value[]): Promise<Row[]> {
    return this.#telling(this.#queries.all(sql, parameters));
  }

  get<Row extends object>(sql: string, parameters?: readonly Value[]): Promise<Row | undefined> {
    return this.#telling(this.#queries.get(sql, parameters));
  }

  run(sql: string, parameters?: readonly Value[]): Promise<number> {
    return this.#telling(this.#queries.run(sql, parameters));
  }

  async transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    const events: RenderedEvent[] = [];
    const { result, handoff } = await this.#inTransaction(async (queries) => {
      const result = await work({
        ...queries,
        append(event) {
          const rendered = renderEvent(event, Date.now());
          events.push(rendered);
          return { id: rendered.id, createdAt: rendered.createdAt };
        },
      });
      return { result, handoff: events.length > 0 ? await appendEvents(queries, events) : undefined };
    });
    if (handoff) this.#handOff(events, handoff);
    return result;
  }

  publish(publication: Publication): Promise<PublicationResult> {
    return this.#batcher.publish(publication);
  }

  recordOutcomes(batch: OutcomeBatch): Promise<void> {
    this.commits.outcomes.observe(batch.outcomes.length);
    return recordOutcomes((work) => this.#inTransaction(work), batch);
  }

  async expunge(): Promise<void> {}

  onAppended(listener: (appended: Appended) => void): void {
    this.#appendedListeners.push(listener);
  }

  onStored(listener: (stored: Pick<Appended, 'events' | 'deliveries'>) => void): void {
    this.#storedListeners.push(listener);
  }

  hint(hint: Hint): void {
    this.#hints.give(hint);
  }

  onHint(listener: (hint: Hint) => void): void {
    this.#hints.onHint(listener);
  }

  async close(): Promise<void> {
    await this.#hints.close();
    await this.#pool.end();
  }

  /** One transaction for each tenant and mode of the batch: none crosses tenants. */
  async #publish(batch: Publication[]): Promise<PublicationResult[]> {
    const groups = Map.groupBy(batch.keys(), (index) => {
      const { tenantId, mode } = batch[index]!.event;
      return `${mode} ${tenantId}`;
    });
    const results: PublicationResult[] = [];
    await Promise.all(
      [...groups.values()].map(async (indexes) => {
        const publications = indexes.map((index) => batch[index]!);
        const published = await this.#inTransaction((queries) => publishEvents(queries, publications));
        for (const [n, index] of indexes.entries()) results[index] = published.results[n]!;
        this.#handOff(published.events, published);
      }),
    );
    return results;
  }

  #handOff(events: readonly RenderedEvent[], { webhookIds, deliveries }: Handoff): void {
    if (events.length === 0) return;
    this.commits.events.observe(events.length);
    for (const listener of this.#storedListeners) listener({ events, deliveries });
    if (deliveries.length === 0) return;
    for (const listener of this.#appendedListeners) listener({ events, webhookIds, deliveries });
    if (this.#appendedListeners.length > 0) return;
    // Nobody delivers in this process: another one does.
    const { tenantId } = events[0]!;
    for (const webhookId of webhookIds) this.hint({ tenantId, webhookId, about: 'appended' });
  }

  #inTransaction<Result>(work: (queries: Queries) => Promise<Result>): Promise<Result> {
    return this.#telling(this.#runTransaction(work));
  }

  /** Tells failures of the database from those of the statement. */
  async #telling<Result>(work: Promise<Result>): Promise<Result> {
    try {
      return await work;
    } catch (error) {
      if (!isPostgresUnavailable(error)) throw error;
      this.refusedAt = performance.now();
      throw new StoreUnavailable(error);
    }
  }

  async #runTransaction<Result>(work: (queries: Queries) => Promise<Result>): Promise<Result> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    // A connection that breaks while no statement runs on it tells nobody else; unheard, it would end the process.
    const breaks = (error: Error): void => {
      broken = error;
    };
    client.on('error', breaks);
    try {
      const began = performance.now();
      await client.query('begin');
      const result = await work(queriesOf(client));
      await client.query('commit');
      this.commits.seconds.observe((performance.now() - began) / 1000);
      return result;
    } catch (error) {
      // What went on too long may still be going on: its connection is not used again.
      if (isPostgresUnavailable(error)) broken ??= error;
      else await client.query('rollback').catch(breaks);
      throw error;
    } finally {
      client.off('error', breaks);
      client.release(broken);
    }
  }
}
