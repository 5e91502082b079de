/*
 * What a test and the process that it kills have in common. It is not in the child's file, because that file starts
 * to listen when it is imported.
 */

export type SelfKill =
  | 'before an event is committed'
  | 'after an event is committed'
  | 'before an outcome is committed'
  | 'after an outcome is committed';

export interface CrashTask {
  dataDir: string;
  databaseUrl: string | null;
  /** How many events to publish. Each accepted one is reported to the parent. */
  publish: number;
  kill?: SelfKill;
}

export const crashKey = Buffer.alloc(32, 7);
