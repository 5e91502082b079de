import type { Value } from '../store.ts';
import type { ProcedureName } from './procedures.ts';

/** A request of the main thread to the writer. The reader also accepts such requests, but only of the kind `all`. */
export type Request =
  | { id: number; kind: 'all' | 'run'; sql: string; parameters: readonly Value[]; transaction?: number }
  /** Ends an interactive transaction. If there is a `procedure`, it first runs inside the transaction, with `input`. */
  | { id: number; kind: 'commit'; transaction: number; procedure?: ProcedureName; input?: unknown }
  | { id: number; kind: 'rollback'; transaction: number }
  | { id: number; kind: 'call'; procedure: ProcedureName; input: unknown }
  /**
   * Empties the write-ahead log, and then overwrites the unused space of those pages of the database file that were in
   * the log. The reply is true if this succeeded.
   */
  | { id: number; kind: 'emptyLog'; salts: string };

/**
 * A request of the main thread to the checkpointer. The reply to `overwriteUnused` is the `salts` of the write-ahead
 * log (see read-log.ts), or undefined if a reader or a writer prevented the overwriting. From
 * `overwriteUnused` until `resume`, the checkpointer neither moves pages of the log nor empties it.
 */
export type CheckpointerRequest = { id: number; kind: 'overwriteUnused' | 'resume' };

export type Reply =
  | { id: number; value: unknown }
  | { id: number; error: { message: string; code: string | undefined; errcode: number | undefined } };

export interface ThreadData {
  file: string;
  role: 'writer' | 'reader' | 'checkpointer';
  /** Holds the histogram of commit durations, which the main thread reads. Only the writer gets it. */
  figures?: SharedArrayBuffer;
}
