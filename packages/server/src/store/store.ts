import type { CommitFigures } from '../metrics/commit-figures.ts';
import type { OutcomeBatch } from '../pipeline/model/attempt-outcome.ts';
import type { Handoff } from '../pipeline/model/handoff.ts';
import type { NewEvent } from '../pipeline/model/new-event.ts';
import type { Publication, PublicationResult } from '../pipeline/model/publication.ts';

/**
 * The database port, with an adapter for SQLite and one for PostgreSQL. One conformance suite runs on both. SQL is
 * written by hand, in lower case, with `$1` placeholders, in the dialect that both engines share: times are bigint
 * milliseconds since 1970, booleans are smallint 0 or 1, JSON is text, bytes are bytea or blob.
 */
export type Value = string | number | null | Uint8Array;

export interface Queries {
  /** All rows, with columns by name. */
  all<Row extends object>(sql: string, parameters?: readonly Value[]): Promise<Row[]>;
  /** The first row, or undefined. */
  get<Row extends object>(sql: string, parameters?: readonly Value[]): Promise<Row | undefined>;
  /** Returns how many rows changed. */
  run(sql: string, parameters?: readonly Value[]): Promise<number>;
}

export interface Transaction extends Queries {
  /**
   * Adds events to the log and queues their deliveries, as part of this transaction. They are written at the end of
   * the work, in the order given, so that the endpoints' counters are locked only briefly.
   */
  append(event: NewEvent): EventHead;
}

/** Something that another part, or another process, should look at now instead of at its next poll. */
export interface Hint {
  tenantId: string;
  webhookId: string;
  /**
   * `changed`: the endpoint's row has changed. `appended`: it has new deliveries. `replay`: a replay was requested.
   * `reread`: waiting deliveries have expired or were erased, so copies of them in memory must be dropped.
   */
  about: 'changed' | 'appended' | 'replay' | 'reread';
}

export interface Store extends Queries {
  readonly engine: 'sqlite' | 'postgres';
  /** `performance.now()` of the last time that the database was unavailable; minus infinity when it never was. */
  readonly refusedAt: number;
  /**
   * Runs `work`, commits, and resolves when the commit is on disk. An exception rolls everything back. The work must
   * await nothing but the transaction, because on SQLite every other writer waits for it. Like every other method, it
   * throws {@link StoreUnavailable} while the database is away or its disk is full.
   */
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
  /** Stores events published from outside, each once for its idempotency key. It batches calls by itself. */
  publish(publication: Publication): Promise<PublicationResult>;
  /** Writes attempts and their consequences. */
  recordOutcomes(batch: OutcomeBatch): Promise<void>;
  /**
   * Removes deleted and overwritten data from the files: SQLite keeps old pages until its write-ahead log restarts.
   * It does nothing on PostgreSQL, whose operator is responsible for vacuum and log. Throws {@link StoreUnavailable}
   * while another process, such as a backup, reads the log.
   */
  expunge(): Promise<void>;
  /** Called after each commit that appended events in this process, in the order of the commits. */
  onAppended(listener: (handoff: Handoff) => void): void;
  /** Called after each commit that stored events, even when no endpoint wants them. */
  onStored(listener: (handoff: Handoff) => void): void;
  /** The figures of all commits so far. */
  readonly commits: CommitFigures;
  /**
   * Reaches every process on PostgreSQL, and only this one on SQLite. A hint may get lost: polling alone is correct.
   */
  hint(hint: Hint): void;
  onHint(listener: (hint: Hint) => void): void;
  close(): Promise<void>;
}

export interface EventHead {
  /** `et-...` */
  id: string;
  /** `YYYY-MM-DDTHH:mm:ssZ` */
  createdAt: string;
}
