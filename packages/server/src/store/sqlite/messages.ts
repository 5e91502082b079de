import type { Value } from '../store.ts';
import type { ProcedureName } from './procedures.ts';

/** A request of the main thread to a database thread. */
export type Request =
  | { id: number; kind: 'all' | 'run'; sql: string; parameters: readonly Value[]; transaction?: number }
  /** Ends an interactive transaction. If there is a `procedure`, it first runs inside the transaction, with `input`. */
  | { id: number; kind: 'commit'; transaction: number; procedure?: ProcedureName; input?: unknown }
  | { id: number; kind: 'rollback'; transaction: number }
  | { id: number; kind: 'call'; procedure: ProcedureName; input: unknown };

export type Reply =
  | { id: number; value: unknown }
  | { id: number; error: { message: string; code: string | undefined; errcode: number | undefined } };

export interface ThreadData {
  file: string;
  role: 'writer' | 'reader' | 'checkpointer';
  /** The shared memory of the commit figures; only for the writer. */
  figures?: SharedArrayBuffer;
}
