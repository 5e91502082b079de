import type { Queries, Reads } from '../../store/store.ts';
import type { QueueEntry } from './queue-entry.ts';

/*
 * A failover may lose the newest deliveries, if the standby was not synchronous. Their sequences are then given to
 * other events, and the cursor may be too high.
 */

/** A queue in the memory of a process, before or during a failover of the database. */
export interface KnownQueue {
  entry: QueueEntry;
  tenantId: string;
  webhookId: string;
  head: number;
  /** The admitted delivery with the highest number. */
  last: { sequence: number; eventId: string } | undefined;
}

export const knownQueue = (entry: QueueEntry): KnownQueue => ({
  entry,
  tenantId: entry.endpoint.tenantId,
  webhookId: entry.endpoint.id,
  head: entry.lane.head,
  last: entry.lane.lastAdmitted,
});

const queuesPerStatement = 200;

/** Returns the queues that have lost deliveries. `queues` may contain several states of the same queue. */
export async function findLost(reads: Reads, queues: readonly KnownQueue[]): Promise<KnownQueue[]> {
  const lost: KnownQueue[] = [];
  for (let at = 0; at < queues.length; at += queuesPerStatement) {
    const some = queues.slice(at, at + queuesPerStatement);
    const places = some.map((_, n) => `($${3 * n + 1}::text, $${3 * n + 2}::text, $${3 * n + 3}::bigint)`);
    const values = some.flatMap(({ tenantId, webhookId, last }) => [
      tenantId,
      webhookId,
      last?.sequence ?? 0,
    ]);
    const rows = await reads.all<{ webhook_id: string; last: number; head: number; event_id: string | null }>(
      `select q.webhook_id, known.last, q.sequence as head, d.event_id from (values ${places.join(', ')}) known (tenant, webhook, last)
       join queues q on q.tenant_id = known.tenant and q.webhook_id = known.webhook
       left join deliveries d on d.tenant_id = q.tenant_id and d.webhook_id = q.webhook_id and d.sequence = known.last`,
      values,
    );
    const stored = new Map(rows.map((row) => [`${row.webhook_id} ${row.last}`, row]));
    for (const known of some) {
      const key = `${known.webhookId} ${known.last?.sequence ?? 0}`;
      const { head = 0, event_id: eventId = null } = stored.get(key) ?? {};
      if (!hasHistory(known, { head, eventId })) lost.push(known);
    }
  }
  return lost;
}

/**
 * If the last delivery is not stored but its sequence was assigned, the delivery has expired. If the sequence was not
 * assigned, the delivery was lost.
 */
function hasHistory({ head, last }: KnownQueue, stored: { head: number; eventId: string | null }): boolean {
  if (last === undefined) return stored.head >= head;
  return stored.eventId === null ? stored.head >= last.sequence : stored.eventId === last.eventId;
}

export async function correctCursor(store: Queries, { tenantId, webhookId }: KnownQueue): Promise<void> {
  await store.run(
    `update cursors set sequence = coalesce(
       (select min(sequence) - 1 from deliveries where tenant_id = $1 and webhook_id = $2 and state = 'waiting'),
       (select sequence from queues where tenant_id = $1 and webhook_id = $2))
     where tenant_id = $1 and webhook_id = $2`,
    [tenantId, webhookId],
  );
}
