/*
 * The types and the key that a test shares with the process that it kills. They are not in crash-child.ts, because a
 * test that imported that file would itself listen for tasks.
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
