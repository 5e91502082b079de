import type { Caller } from '../platform/caller.ts';
import type { Queries } from '../store/store.ts';
import { countedOneByOne, pendingOf } from './backlogs.ts';

/** How many deliveries of one webhook were created since a given time and have ended. */
export interface RecentDeliveries {
  delivered: number;
  failed: number;
}

interface Row {
  id: string;
  total: number;
  failed: number;
  retrying: number;
  waiting: number;
  behind: number;
}

/**
 * At most this many failed deliveries of a webhook are counted, and at most this many retrying ones. Deliveries beyond
 * the limit are shown as delivered, because the number of delivered ones is the total minus the counted ones. An index
 * keeps the count fast.
 */
const mostFailures = 1_000_000;

/**
 * For each of the caller's webhooks, counts the deliveries that were created since a time and have ended. Millions may
 * be delivered in a day, so the delivered ones are not counted but computed: the sequence numbers, which have no gaps,
 * give the number of all deliveries, and the failed, retrying and pending ones are subtracted from it.
 */
export async function countRecentDeliveries(
  queries: Queries,
  { tenantId, mode }: Caller,
  since: number,
): Promise<Map<string, RecentDeliveries>> {
  const ofWebhook = 'd.tenant_id = $1 and d.webhook_id = w.id';
  const isOld = `coalesce((select d.created_at from deliveries d
    where d.tenant_id = $1 and d.webhook_id = s.id and d.sequence = (s.low + s.high) / 2), 0) < $3`;
  const ofState = (state: string) =>
    `(select count(*) from (
       select 1 from deliveries d where ${ofWebhook} and d.failure_state = '${state}' and d.sequence >= w.low limit ${mostFailures}) counted)`;
  const rows = await queries.all<Row>(
    // A bisection finds the sequence number of the first delivery since the given time.
    `with recursive s (id, low, high, cursor, head) as (
       select w.id, cast(1 as bigint), q.sequence + 1, c.sequence, q.sequence
       from webhooks w
       join queues q on q.tenant_id = w.tenant_id and q.webhook_id = w.id
       join cursors c on c.tenant_id = w.tenant_id and c.webhook_id = w.id
       where w.tenant_id = $1 and w.mode = $2 and w.deleted_at is null
       union all
       select s.id, case when ${isOld} then (s.low + s.high) / 2 + 1 else s.low end,
         case when ${isOld} then s.high else (s.low + s.high) / 2 end, s.cursor, s.head
       from s where s.low < s.high)
     select w.id, w.head - w.low + 1 as total, ${ofState('failed')} as failed, ${ofState('retrying')} as retrying,
       (select count(*) from (
          select 1 from deliveries d where ${ofWebhook} and d.sequence > case when w.cursor < w.low then w.low - 1 else w.cursor end
            and d.state = 'waiting' limit ${countedOneByOne}) counted) as waiting,
       case when w.cursor < w.low then w.head - w.low + 1 else w.head - w.cursor end as behind
     from s w where w.low = w.high`,
    [tenantId, mode, since],
  );
  return new Map(rows.map((row) => [row.id, endedOf(row)]));
}

function endedOf(row: Row): RecentDeliveries {
  const failed = Number(row.failed);
  const others = failed + Number(row.retrying) + pendingOf(row);
  return { failed, delivered: Math.max(0, Number(row.total) - others) };
}
