import { dayMs } from '../platform/durations.ts';

/** In ms since 1970. Whatever is older has expired. */
export const retentionStart = (now: number, { retentionDays }: { retentionDays: number }): number =>
  now - retentionDays * dayMs;
