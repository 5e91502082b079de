import type { Value } from '../store.ts';
import type { ProcedureName } from './procedures.ts';

/** Requests of the main thread to the database thread. Requests of one tick are sent as one array. */
export type Request =
  | { id: number; kind: 'all' | 'run'; sql: string; parameters: readonly Value[]; transaction?: number }
  /** Ends an interactive transaction. Before that, and inside it, the named procedure gets `input`. */
  | { id: number; kind: 'commit'; transaction: number; procedure?: ProcedureName; input?: unknown }
  | { id: number; kind: 'rollback'; transaction: number }
  /** A whole procedure in one message: see `procedures.ts`. */
  | { id: number; kind: 'call'; procedure: ProcedureName; input: unknown };

export type Reply =
  | { id: number; value: unknown }
  | { id: number; error: { message: string; code: string | undefined; errcode: number | undefined } };

/** The data that the thread starts with. */
export interface ThreadData {
  file: string;
  role: 'writer' | 'reader' | 'checkpointer';
  /** For the writer: the shared memory of its commit figures. */
  figures?: SharedArrayBuffer;
}
