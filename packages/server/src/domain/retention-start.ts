import { dayMs } from '../platform/durations.ts';

/** When the retention period began, in ms since 1970. Whatever is older has expired. `now` is in ms since 1970 too. */
export const retentionStart = (now: number, { retentionDays }: { retentionDays: number }): number =>
  now - retentionDays * dayMs;
