/* What a test and the process that it kills know of each other. Importing it has no effect: the child's file listens. */

export type SelfKill =
  | 'before an event is committed'
  | 'after an event is committed'
  | 'before an outcome is committed'
  | 'after an outcome is committed';

export interface CrashTask {
  dataDir: string;
  databaseUrl: string | null;
  /** How many events to publish; each that was accepted is told to the parent. */
  publish: number;
  kill?: SelfKill;
}

export const crashKey = Buffer.alloc(32, 7);
