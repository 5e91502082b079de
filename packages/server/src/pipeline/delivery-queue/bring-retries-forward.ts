import type { Queries } from '../../store/store.ts';
import { type QueueEntry, scheduleRead } from './queue-entry.ts';

/**
 * The clock was set back: what was written while it was ahead is due too late by as much. What was written since, or
 * before it went ahead, is not touched: half of the difference tells the two apart, also when this statement has to wait.
 * Outcomes that are being written at that moment are the exception: they are late.
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
