import type { Caller } from '../platform/caller.ts';
import type { Queries } from '../store/store.ts';
import { countedOneByOne, pendingOf } from './backlogs.ts';

export interface RecentDeliveries {
  /** How many deliveries were created since a given time and have been delivered. */
  delivered: number;
  /** How many deliveries were given up since that time, whenever they were created. */
  failed: number;
  /** The creation time of the oldest dead letter that can still be sent, in ms since 1970. Null if there is none. */
  oldestFailedAt: number | null;
}

interface Row {
  id: string;
  total: number;
  failed: number;
  given_up: number;
  oldest_failed: number | null;
  retrying: number;
  waiting: number;
  behind: number;
}

/** Failed and retrying deliveries are counted up to this limit. Any beyond it appear as delivered. */
const mostFailures = 1_000_000;

/**
 * Only this many of the newest failed deliveries are read. The index lacks the time at which a delivery was given up,
 * and reading 200,000 took 1.2 s on PostgreSQL.
 */
const mostRead = 10_000;

/** At most this many rows are read to find a failed delivery that can still be sent. */
const mostOldest = 1000;

/**
 * A delivery is given up days after its creation. Recently failed ones are therefore found by the time of their last
 * change.
 *
 * There are too many delivered ones to count. Their number is that of all deliveries, minus the failed, retrying and
 * pending ones.
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
    // A bisection finds the first delivery since the given time.
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
          select d.updated_at from deliveries d where ${ofWebhook} and d.failure_state = 'failed'
          order by d.sequence desc limit ${mostRead}) newest where newest.updated_at >= $3) as given_up,
       (select min(oldest.created_at) from (
          select d.created_at, d.last_error from deliveries d where ${ofWebhook} and d.failure_state = 'failed'
            and d.sequence > coalesce((select f.sequence from floors f where f.tenant_id = $1 and f.webhook_id = w.id), 0)
          order by d.sequence limit ${mostOldest}) oldest
        where coalesce(oldest.last_error, '') not in ('EXPIRED', 'ERASED')) as oldest_failed,
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
  const others = Number(row.failed) + Number(row.retrying) + pendingOf(row);
  return {
    failed: Number(row.given_up),
    delivered: Math.max(0, Number(row.total) - others),
    oldestFailedAt: row.oldest_failed === null ? null : Number(row.oldest_failed),
  };
}
