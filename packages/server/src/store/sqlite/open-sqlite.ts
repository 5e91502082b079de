import { chmodSync, mkdirSync } from 'node:fs';
import { CommitFigures } from '../../metrics/commit-figures.ts';
import { packOutcomes } from '../../pipeline/attempt-log/pack-outcomes.ts';
import { subjectsAtOnce } from '../../pipeline/event-log/index-subjects.sqlite.ts';
import { packEvents } from '../../pipeline/event-log/pack-events.ts';
import { PublishBatcher } from '../../pipeline/event-log/publish-batcher.ts';
import type { StoredAndRefused } from '../../pipeline/event-log/publish-events.sqlite.ts';
import { renderEvent } from '../../pipeline/event-log/render-event.ts';
import type { OutcomeBatch } from '../../pipeline/model/attempt-outcome.ts';
import { Handoff, type PackedHandoff } from '../../pipeline/model/handoff.ts';
import type { NewEvent } from '../../pipeline/model/new-event.ts';
import type { Publication, PublicationResult } from '../../pipeline/model/publication.ts';
import type { RenderedEvent } from '../../pipeline/model/rendered-event.ts';
import { databaseFile } from '../../platform/database-file.ts';
import { type ErrorLog, HandoffListeners } from '../handoff-listeners.ts';
import type { Hint, Queries, Store, Transaction, Value, VetDatabase } from '../store.ts';
import { Expunger } from './expunger.ts';
import { migrateSqlite } from './migrate-sqlite.ts';
import { requireWholeFile } from './require-whole-file.ts';
import { ThreadClient } from './thread-client.ts';

/** Outcomes wait up to this many ms for a more urgent write, to share its commit. A commit takes 0.2 ms of CPU. */
const outcomeDelayMs = 4;

/**
 * After this many ms, rows in `event_subjects` are written for the events of an earlier version. A process that fails
 * to start writes none.
 */
const firstSubjectsMs = 5000;

/** The checkpointer's thread costs about 50 ms of CPU, so it starts only after this many ms, or at an erasure. */
const firstCheckpointMs = 1000;

interface SqliteOptions {
  log?: ErrorLog;
  vet?: VetDatabase | undefined;
}

export async function openSqlite(
  dataDir: string,
  { log = console, vet }: SqliteOptions = {},
): Promise<Store> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = databaseFile(dataDir);
  const prepared = lastPrepared.then(() => prepare(file, vet));
  lastPrepared = prepared.catch(() => {});
  await prepared;
  return new SqliteStore(file, log);
}

/**
 * Files are prepared one after the other. Otherwise, a second migration of a file would block this thread, and the
 * first migration could never release its lock.
 */
let lastPrepared: Promise<void> = Promise.resolve();

async function prepare(file: string, vet?: VetDatabase): Promise<void> {
  requireWholeFile(file);
  await migrateSqlite(file, vet);
  chmodSync(file, 0o600);
}

class SqliteStore implements Store {
  readonly engine = 'sqlite';
  readonly #file: string;
  readonly #writer: ThreadClient;
  readonly #reader: ThreadClient;
  #checkpointer: ThreadClient | undefined;
  #isClosed = false;
  readonly #expunger: Expunger;
  readonly #batcher = new PublishBatcher((batch) => this.#publish(batch));
  readonly commits = new CommitFigures();
  readonly #handoffListeners: HandoffListeners;
  readonly #hintListeners: ((hint: Hint) => void)[] = [];
  #transactions = 0;
  /**
   * The number of events that have no row in `event_subjects`. It is unknown at first. With this value, the first
   * commit of events writes rows.
   */
  #withoutSubjects = subjectsAtOnce;
  readonly #firstSubjects: NodeJS.Timeout;
  readonly #firstCheckpoint: NodeJS.Timeout;

  constructor(file: string, log: ErrorLog) {
    this.#handoffListeners = new HandoffListeners(log);
    this.#handoffListeners.onStored((handoff) => this.#learn(handoff));
    this.#writer = new ThreadClient({ file, role: 'writer', figures: this.commits.memory });
    this.#reader = new ThreadClient({ file, role: 'reader' });
    this.#file = file;
    this.#expunger = new Expunger(this.#writer, () => this.#startCheckpointer());
    this.#firstCheckpoint = setTimeout(() => this.#startCheckpointer(), firstCheckpointMs).unref();
    this.#firstSubjects = setTimeout(() => this.#indexSubjects(0), firstSubjectsMs).unref();
  }

  get refusedAt(): number {
    return Math.max(this.#writer.refusedAt, this.#reader.refusedAt);
  }

  all<Row extends object>(sql: string, parameters: readonly Value[] = []): Promise<Row[]> {
    // A statement that begins with `select`, `with` or `explain` goes to the reader, and must not write.
    const thread = /^\s*(select|with|explain)\b/i.test(sql) ? this.#reader : this.#writer;
    return thread.ask({ kind: 'all', sql, parameters });
  }

  async get<Row extends object>(sql: string, parameters?: readonly Value[]): Promise<Row | undefined> {
    return (await this.all<Row>(sql, parameters))[0];
  }

  run(sql: string, parameters: readonly Value[] = []): Promise<number> {
    return this.#writer.ask({ kind: 'run', sql, parameters });
  }

  async transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    const transaction = ++this.#transactions;
    const events: RenderedEvent[] = [];
    let result: Result;
    try {
      result = await work({ ...this.#queriesOf(transaction), append: (event) => keep(events, event) });
    } catch (error) {
      // If the rollback fails too, its error is ignored, and the error of the work is thrown.
      await this.#writer.ask({ kind: 'rollback', transaction }).catch(() => {});
      throw error;
    }
    if (events.length === 0) await this.#writer.ask({ kind: 'commit', transaction });
    else {
      const commit = {
        kind: 'commit',
        transaction,
        procedure: 'appendEvents',
        input: packEvents(events),
      } as const;
      this.#handoffListeners.call(new Handoff(events, await this.#writer.ask<PackedHandoff>(commit)));
    }
    return result;
  }

  publish(publication: Publication): Promise<PublicationResult> {
    return this.#batcher.publish(publication);
  }

  recordOutcomes(batch: OutcomeBatch): Promise<void> {
    this.commits.outcomes.observe(batch.outcomes.length);
    const call = { kind: 'call', procedure: 'recordOutcomes', input: packOutcomes(batch) } as const;
    return this.#writer.ask(call, { within: outcomeDelayMs });
  }

  expunge(): Promise<void> {
    return this.#expunger.expunge();
  }

  onAppended(listener: (handoff: Handoff) => void): void {
    this.#handoffListeners.onAppended(listener);
  }

  onStored(listener: (handoff: Handoff) => void): void {
    this.#handoffListeners.onStored(listener);
  }

  hint(hint: Hint): void {
    for (const listener of this.#hintListeners) listener(hint);
  }

  onHint(listener: (hint: Hint) => void): void {
    this.#hintListeners.push(listener);
  }

  onFailover(): void {}

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#firstSubjects);
    clearTimeout(this.#firstCheckpoint);
    await this.#writer.close();
    await this.#reader.close();
    await this.#checkpointer?.close();
  }

  async #publish(batch: Publication[]): Promise<PublicationResult[]> {
    const input = {
      events: packEvents(batch.map(({ event }) => event)),
      idempotencies: batch.some(({ idempotency }) => idempotency)
        ? batch.map(({ idempotency }) => idempotency)
        : undefined,
    };
    const call = { kind: 'call', procedure: 'publishEvents', input } as const;
    const { refused, ...packed } = await this.#writer.ask<StoredAndRefused>(call);
    const refusals = new Map(refused);
    const events = batch.map(({ event }) => event);
    const stored = refused.length > 0 ? events.filter((_, index) => !refusals.has(index)) : events;
    this.#handoffListeners.call(new Handoff(stored, packed));
    return events.map(({ id }, index) => refusals.get(index) ?? { kind: 'stored', eventId: id });
  }

  #learn(handoff: Handoff): void {
    this.commits.events.observe(handoff.events.length);
    this.#batcher.learn(handoff);
    this.#indexSubjects(handoff.events.length);
  }

  #indexSubjects(events: number): void {
    this.#withoutSubjects += events;
    if (this.#withoutSubjects < subjectsAtOnce) return;
    this.#withoutSubjects = 0;
    const call = { kind: 'call', procedure: 'indexSubjects', input: undefined } as const;
    const next = async (): Promise<void> => {
      while (await this.#writer.ask<boolean>(call));
    };
    // If this call fails, the next one adds the missing rows of `event_subjects`. Searches also find events without a
    // row.
    next().catch(() => {});
  }

  /** Throws if the store is closed. Otherwise, an erasure could start a thread that never ends. */
  #startCheckpointer(): ThreadClient {
    if (this.#isClosed) throw new Error('The store is closed.');
    this.#checkpointer ??= new ThreadClient({ file: this.#file, role: 'checkpointer' });
    return this.#checkpointer;
  }

  #queriesOf(transaction: number): Queries {
    const all = <Row extends object>(sql: string, parameters: readonly Value[] = []): Promise<Row[]> =>
      this.#writer.ask({ kind: 'all', sql, parameters, transaction });
    return {
      all,
      get: async <Row extends object>(sql: string, parameters?: readonly Value[]) =>
        (await all<Row>(sql, parameters))[0],
      run: (sql, parameters = []) => this.#writer.ask({ kind: 'run', sql, parameters, transaction }),
    };
  }
}

function keep(events: RenderedEvent[], event: NewEvent): { id: string; createdAt: string } {
  const rendered = renderEvent(event, Date.now());
  events.push(rendered);
  return { id: rendered.id, createdAt: rendered.createdAt };
}
