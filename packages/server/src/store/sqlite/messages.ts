import type { Value } from '../store.ts';
import type { ProcedureName } from './procedures.ts';

/** A request of the main thread to the writer. The reader accepts only the kind `all`. */
export type Request =
  | { id: number; kind: 'all' | 'run'; sql: string; parameters: readonly Value[]; transaction?: number }
  /** Ends an interactive transaction. A `procedure` first runs inside it, with `input`. */
  | { id: number; kind: 'commit'; transaction: number; procedure?: ProcedureName; input?: unknown }
  | { id: number; kind: 'rollback'; transaction: number }
  | { id: number; kind: 'call'; procedure: ProcedureName; input: unknown }
  /**
   * Empties the log, and then overwrites the unused space of the pages that were in the log. The reply is true on
   * success.
   */
  | { id: number; kind: 'emptyLog'; salts: string };

/**
 * `overwriteUnused` returns the `salts` of the log, or undefined if another connection prevented the overwriting. No
 * page leaves the log until `resume`.
 */
export type CheckpointerRequest = { id: number; kind: 'overwriteUnused' | 'resume' };

export type Reply =
  | { id: number; value: unknown }
  | { id: number; error: { message: string; code: string | undefined; errcode: number | undefined } };

export interface ThreadData {
  file: string;
  role: 'writer' | 'reader' | 'checkpointer';
  /** The histogram of commit durations. Only the writer gets it. */
  figures?: SharedArrayBuffer;
}
