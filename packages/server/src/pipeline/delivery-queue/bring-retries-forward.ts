import type { Queries } from '../../store/store.ts';
import { type QueueEntry, scheduleRead } from './queue-entry.ts';

/**
 * Call this when the clock has been set back by `by` ms. Retries that were written while the clock was ahead are then
 * due too late by that time. Rows that were written before or after that must not change. A row counts as written
 * ahead if its `updated_at` is more than half of `by` in the future. The other half is a margin for the time that
 * this statement waits. Outcomes that are being written at the moment are missed, and their retries are late.
 */
export async function bringRetriesForward(
  queries: Queries,
  entries: Iterable<QueueEntry>,
  by: number,
): Promise<void> {
  const now = Date.now();
  for (const entry of [...entries]) {
    const { tenantId, id } = entry.endpoint;
    await queries.run(
      `update deliveries set due_at = due_at - $4, updated_at = $3
       where tenant_id = $1 and webhook_id = $2 and due_at > $3 and updated_at > $5`,
      [tenantId, id, now, by, now + Math.round(by / 2)],
    );
    scheduleRead(entry, now);
  }
}
