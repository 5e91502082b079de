import type { CommitFigures } from '../metrics/commit-figures.ts';
import type { OutcomeBatch } from '../pipeline/model/attempt-outcome.ts';
import type { Handoff } from '../pipeline/model/handoff.ts';
import type { NewEvent } from '../pipeline/model/new-event.ts';
import type { Publication, PublicationResult } from '../pipeline/model/publication.ts';

/*
 * Times are bigint, in ms since 1970. Booleans are smallint, 0 or 1. JSON is text. SQL is in lower case, with `$1`
 * placeholders.
 */

export type Value = string | number | null | Uint8Array;

export interface Queries {
  all<Row extends object>(sql: string, parameters?: readonly Value[]): Promise<Row[]>;
  get<Row extends object>(sql: string, parameters?: readonly Value[]): Promise<Row | undefined>;
  /** Returns how many rows changed. */
  run(sql: string, parameters?: readonly Value[]): Promise<number>;
}

/** Statements that change nothing. */
export type Reads = Pick<Queries, 'all' | 'get'>;

/**
 * Throws if the process may not use the database. Called before the first migration, so the schema may be older or
 * missing.
 */
export type VetDatabase = (database: Reads) => Promise<void>;

export interface Transaction extends Queries {
  /** Events are written at the end of the work, so that the webhooks' counters are locked only briefly. */
  append(event: NewEvent): EventHead;
}

/** Informs processes of a change that they would otherwise find at their next poll. */
export interface Hint {
  tenantId: string;
  webhookId: string;
  /**
   * `changed`: the webhook's row. `grown`: its sequence has new deliveries. `due`: earlier deliveries are due. `replay`:
   * a replay was requested. `reread`: copies of deliveries in memory must be dropped. `shards`: the shards must be
   * divided again. This hint names no webhook, so its ids are empty.
   */
  about: 'changed' | 'grown' | 'due' | 'replay' | 'reread' | 'shards';
  /** Only for `grown`: the number of the newest delivery. Absent in hints from earlier versions. */
  head?: number;
}

/**
 * A failover may lose acknowledged commits, unless the new primary was a synchronous standby. On SQLite, these
 * functions are never called.
 */
export interface FailoverListeners {
  /** A connection was lost or the database seems to have failed. Often called many times. */
  suspected(): void;
  /**
   * Another node has become the primary. If a proxy hides the nodes, this call is only a guess, and up to a second
   * late.
   */
  noticed(): void;
}

export interface Store extends Queries {
  readonly engine: 'sqlite' | 'postgres';
  /** In ms of `performance.now()`; minus infinity if the database was never unavailable. */
  readonly refusedAt: number;
  /**
   * Resolves when the commit is on disk. `work` must await only the statements of the transaction, because all other
   * writers of SQLite wait until it ends. After a rollback, `work` may be called again. Throws {@link StoreUnavailable}.
   */
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
  /** Stores a published event, once for each idempotency key. Concurrent calls are batched. */
  publish(publication: Publication): Promise<PublicationResult>;
  /**
   * Writes attempts, the new states of their deliveries, and the moved cursors, in one transaction. On PostgreSQL, a
   * batch should have only one tenant, because an error in one row is an error of the whole batch.
   */
  recordOutcomes(batch: OutcomeBatch): Promise<void>;
  /**
   * Removes deleted data from SQLite's files. On PostgreSQL, this does nothing, because vacuum removes such data later.
   * Throws {@link StoreUnavailable} while another process, such as a backup, needs the write-ahead log.
   */
  expunge(): Promise<void>;
  /** `listener` is called after each commit of this process that created deliveries. Its errors are only logged. */
  onAppended(listener: (handoff: Handoff) => void): void;
  /**
   * `listener` is called after each commit of events, even if no webhook subscribes to them. Its errors are only logged.
   */
  onStored(listener: (handoff: Handoff) => void): void;
  readonly commits: CommitFigures;
  /** On PostgreSQL, the hint goes to every process. It may get lost, so processes also poll. */
  hint(hint: Hint): void;
  onHint(listener: (hint: Hint) => void): void;
  onFailover(listeners: FailoverListeners): void;
  close(): Promise<void>;
}

export interface EventHead {
  /** `et-...` */
  id: string;
  /** `YYYY-MM-DDTHH:mm:ssZ` */
  createdAt: string;
}
