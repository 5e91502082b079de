import type { Value } from '../store.ts';
import type { ProcedureName } from './procedures.ts';

/** What the main thread asks of the database thread; requests of one tick travel as one array. */
export type Request =
  | { id: number; kind: 'all' | 'run'; sql: string; parameters: readonly Value[]; transaction?: number }
  /** Ends an interactive transaction; `input` is handed to the procedure named, inside the transaction, first. */
  | { id: number; kind: 'commit'; transaction: number; procedure?: ProcedureName; input?: unknown }
  | { id: number; kind: 'rollback'; transaction: number }
  /** A whole procedure in one message: see `procedures.ts`. */
  | { id: number; kind: 'call'; procedure: ProcedureName; input: unknown };

export type Reply =
  | { id: number; value: unknown }
  | { id: number; error: { message: string; code: string | undefined; errcode: number | undefined } };

/** How the thread is started. */
export interface ThreadData {
  file: string;
  role: 'writer' | 'reader' | 'checkpointer';
  /** Of the writer: memory of its commit figures. */
  figures?: SharedArrayBuffer;
}
