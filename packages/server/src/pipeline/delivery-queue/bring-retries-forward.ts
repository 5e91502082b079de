import type { Queries } from '../../store/store.ts';
import { type QueueEntry, scheduleRead } from './queue-entry.ts';

/**
 * The clock was set back by `by` ms, so retries that were written while it was ahead are due that much too late. Rows
 * that were written since, or before the clock went ahead, must not change. Half of the difference separates
 * the two, which leaves time for this statement to wait. Outcomes that are being written right now are missed, and
 * their retries are late.
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
