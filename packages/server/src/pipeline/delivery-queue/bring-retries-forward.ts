import type { Queries } from '../../store/store.ts';
import { type QueueEntry, scheduleRead } from './queue-entry.ts';

/**
 * Makes retries due earlier. Call this when the clock has been set back by `by` ms, because retries that were written
 * while the clock was ahead are due `by` ms too late. Rows that were written at other times must not change. A row
 * counts as written while the clock was ahead if its `updated_at` is more than half of `by` in the future. A smaller
 * difference does not count, because a row that is written while this statement waits also gets an `updated_at` after
 * `now`. The statement misses outcomes that are being written at the same time, so their retries stay late.
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
