import type { CommitFigures } from '../metrics/commit-figures.ts';
import type { OutcomeBatch } from '../pipeline/model/attempt-outcome.ts';
import type { Handoff } from '../pipeline/model/handoff.ts';
import type { NewEvent } from '../pipeline/model/new-event.ts';
import type { Publication, PublicationResult } from '../pipeline/model/publication.ts';

/**
 * The database port, with two adapters: `sqlite.ts` and `postgres.ts`. One conformance suite runs on both.
 *
 * SQL is written by hand, lower-case, with `$1` placeholders, in the dialect that both engines share:
 * times are bigint milliseconds since 1970, truth is smallint 0 or 1, JSON is text, bytes are bytea/blob.
 */
export type Value = string | number | null | Uint8Array;

export interface Queries {
  /** All rows; columns by name. */
  all<Row extends object>(sql: string, parameters?: readonly Value[]): Promise<Row[]>;
  /** The first row, or undefined. */
  get<Row extends object>(sql: string, parameters?: readonly Value[]): Promise<Row | undefined>;
  /** How many rows changed. */
  run(sql: string, parameters?: readonly Value[]): Promise<number>;
}

export interface Transaction extends Queries {
  /**
   * Puts events in the log and on their way to the webhooks, as part of this transaction. They are kept aside and
   * written at the end of the work, in the order given, so that the endpoints' counters are locked briefly.
   */
  append(event: NewEvent): EventHead;
}

/** Something that another part, or another process, should look at now instead of at its next poll. */
export interface Hint {
  tenantId: string;
  webhookId: string;
  /**
   * `changed`: the endpoint's row; `appended`: it has new deliveries; `replay`: a rewind or the like was asked for;
   * `reread`: deliveries that wait have expired or were shredded, so what is kept of them in memory is to be dropped.
   */
  about: 'changed' | 'appended' | 'replay' | 'reread';
}

export interface Store extends Queries {
  readonly engine: 'sqlite' | 'postgres';
  /** `performance.now()` of the last time that the database could not do its work; minus infinity when it always did. */
  readonly refusedAt: number;
  /**
   * Runs `work`, commits, and resolves when the commit is on the disk. An exception rolls everything back.
   * The work must await nothing but the transaction: every other writer waits for it on SQLite.
   * Throws {@link StoreUnavailable}, as every other method does, while the database is away or its disk full.
   */
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
  /** Stores events that were published from outside, each once for its idempotency key. Batches by itself. */
  publish(publication: Publication): Promise<PublicationResult>;
  /** Writes attempts and what follows from them. */
  recordOutcomes(batch: OutcomeBatch): Promise<void>;
  /**
   * What was deleted or overwritten before leaves the files: SQLite keeps pages as they were until its write-ahead log
   * begins anew. Nothing on PostgreSQL, whose vacuum and log belong to the database's operator. Throws
   * {@link StoreUnavailable} while somebody, such as a backup, reads the log.
   */
  expunge(): Promise<void>;
  /** Called after each commit that appended events in this process, in the order of the commits. */
  onAppended(listener: (handoff: Handoff) => void): void;
  /** Called after each commit that stored events, also when no endpoint wants them. */
  onStored(listener: (handoff: Handoff) => void): void;
  /** What was measured of the commits so far. */
  readonly commits: CommitFigures;
  /** Reaches every process on PostgreSQL, this one on SQLite; may get lost, polling alone is correct. */
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
