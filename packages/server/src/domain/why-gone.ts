import { retentionStart } from './retention-start.ts';

/**
 * A body expires with the retention period. Before that, it is deleted only if its user is erased. Times are in ms
 * since 1970.
 */
export const whyGone = (
  { created_at: createdAt }: { created_at: number },
  { now, retentionDays }: { now: number; retentionDays: number },
): 'EXPIRED' | 'ERASED' =>
  Number(createdAt) < retentionStart(now, { retentionDays }) ? 'EXPIRED' : 'ERASED';
