/* Shared by a test and the process that it kills. A test must not import crash-child.ts, which listens for tasks. */

export type SelfKill =
  | 'before an event is committed'
  | 'after an event is committed'
  | 'before an outcome is committed'
  | 'after an outcome is committed';

export interface CrashTask {
  dataDir: string;
  databaseUrl: string | null;
  /** How many events to publish. Each accepted event is reported to the parent. */
  publish: number;
  kill?: SelfKill;
}

export const crashKey = Buffer.alloc(32, 7);
