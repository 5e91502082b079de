const oneDay = 24 * 60 * 60 * 1000;

/**
 * Why an event has no body any more. If the event is older than the retention period, its body has expired. A younger
 * event loses its body only when its user is erased. Times are in ms since 1970.
 */
export const whyGone = (
  { created_at: createdAt }: { created_at: number },
  { now, retentionDays }: { now: number; retentionDays: number },
): 'EXPIRED' | 'ERASED' => (Number(createdAt) < now - retentionDays * oneDay ? 'EXPIRED' : 'ERASED');
