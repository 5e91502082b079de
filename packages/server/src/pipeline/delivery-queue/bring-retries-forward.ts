import type { Queries } from '../../store/store.ts';
import { type QueueEntry, scheduleRead } from './queue-entry.ts';

/**
 * Makes retries due earlier. Call this when the clock has been set back by `by` ms. Retries that were written while the
 * clock was ahead are then due `by` ms too late, and their `updated_at` is in the future. A row is changed only if its
 * `updated_at` is later than `now` by more than half of `by`. A smaller difference has another cause: the row was
 * written while this statement waited. If outcomes are being written at the same time, this statement misses their
 * retries, which stay late.
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
