import { retentionStart } from './retention-start.ts';

/**
 * Why an event has no body any more. If the event is older than the retention period, its body has expired. A younger
 * event loses its body only when its user is erased. Times are in ms since 1970.
 */
export const whyGone = (
  { created_at: createdAt }: { created_at: number },
  { now, retentionDays }: { now: number; retentionDays: number },
): 'EXPIRED' | 'ERASED' =>
  Number(createdAt) < retentionStart(now, { retentionDays }) ? 'EXPIRED' : 'ERASED';
