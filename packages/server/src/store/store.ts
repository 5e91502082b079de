import type { CommitFigures } from '../metrics/commit-figures.ts';
import type { OutcomeBatch } from '../pipeline/model/attempt-outcome.ts';
import type { Handoff } from '../pipeline/model/handoff.ts';
import type { NewEvent } from '../pipeline/model/new-event.ts';
import type { Publication, PublicationResult } from '../pipeline/model/publication.ts';

/*
 * The store is a port with an adapter for SQLite and one for PostgreSQL, and the conformance tests run on both. SQL is
 * written by hand, in lower case, with `$1` placeholders. The columns have these types: times are bigint, in ms since
 * 1970; booleans are smallint, 0 or 1; JSON is text; and bytes are bytea or blob.
 */

export type Value = string | number | null | Uint8Array;

export interface Queries {
  /** Returns all rows, each as an object keyed by column name. */
  all<Row extends object>(sql: string, parameters?: readonly Value[]): Promise<Row[]>;
  /** Returns the first row, or undefined. */
  get<Row extends object>(sql: string, parameters?: readonly Value[]): Promise<Row | undefined>;
  /** Returns how many rows changed. */
  run(sql: string, parameters?: readonly Value[]): Promise<number>;
}

/** Statements that change nothing. */
export type Reads = Pick<Queries, 'all' | 'get'>;

/**
 * Decides whether a process may use the database, and throws if it may not. It is called in the transaction of the
 * migrations, before the first migration is applied. So the database may still have the schema of an earlier version,
 * or only the table `migrations`.
 */
export type VetDatabase = (database: Reads) => Promise<void>;

export interface Transaction extends Queries {
  /**
   * Adds an event to the event log and queues its deliveries, as part of this transaction. Events are written at the
   * end of the work, in the order of the calls, so that the webhooks' counters are locked only briefly.
   */
  append(event: NewEvent): EventHead;
}

/** Informs processes of a change that they would otherwise find only at their next poll. */
export interface Hint {
  tenantId: string;
  webhookId: string;
  /**
   * `changed`: the webhook's row has changed. `appended`: the webhook has deliveries to send, which are new or due
   * again. `replay`: a replay was requested. `reread`: deliveries have expired, were erased or were given up, so copies
   * of them in memory must be dropped.
   */
  about: 'changed' | 'appended' | 'replay' | 'reread';
}

/**
 * Called when the database may be about to fail over to another node, and when it has done so. The other node may lack
 * commits that were acknowledged, unless it was a synchronous standby. On SQLite, neither function is called.
 */
export interface FailoverListeners {
  /** A connection was lost or the database seems to have failed, so a failover may follow. Often called many times. */
  suspected(): void;
  /**
   * Another node has become the primary, and no statement has reached it yet. If a proxy hides the nodes, this call is
   * only a guess: perhaps there is no new primary, or it has already run statements for up to a second.
   */
  noticed(): void;
}

export interface Store extends Queries {
  readonly engine: 'sqlite' | 'postgres';
  /** When the database was last unavailable, as a time of `performance.now()`; minus infinity if it never was. */
  readonly refusedAt: number;
  /**
   * Runs `work`, commits, and resolves when the commit is on disk. An exception rolls everything back. `work` must
   * await only the statements of the transaction, because on SQLite all other writers wait until it ends. Like every
   * method that uses the database, this one throws {@link StoreUnavailable} while the database is unavailable or its
   * disk is full.
   */
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
  /**
   * Stores an event that a client has published. Events with the same idempotency key are stored only once. Concurrent
   * calls are batched.
   */
  publish(publication: Publication): Promise<PublicationResult>;
  /** Writes attempts, the new states of their deliveries, and the cursors that have moved. */
  recordOutcomes(batch: OutcomeBatch): Promise<void>;
  /**
   * Removes deleted and overwritten data from the files. SQLite keeps old pages in its write-ahead log. When it has
   * moved rows, it keeps copies of them in the unused space of pages. On PostgreSQL this does nothing, because vacuum
   * and the write-ahead log are the operator's responsibility. Throws {@link StoreUnavailable} while another process,
   * such as a backup, needs the write-ahead log of SQLite.
   */
  expunge(): Promise<void>;
  /** `listener` is called after each commit of this process that stored events and created deliveries of them. */
  onAppended(listener: (handoff: Handoff) => void): void;
  /**
   * `listener` is called after each commit of this process that stored events, even if no webhook subscribes to
   * them.
   */
  onStored(listener: (handoff: Handoff) => void): void;
  readonly commits: CommitFigures;
  /**
   * On PostgreSQL, sends a hint to every process. On SQLite, only this process gets the hint. A hint may get lost, so
   * processes also poll.
   */
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
