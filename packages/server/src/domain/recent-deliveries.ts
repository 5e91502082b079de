import type { Caller } from '../platform/caller.ts';
import type { Queries } from '../store/store.ts';
import { countedOneByOne, pendingOf } from './backlogs.ts';

/** The recent deliveries of one webhook. */
export interface RecentDeliveries {
  /** How many deliveries were created since a given time and have been delivered. */
  delivered: number;
  /** How many deliveries were given up since that time, whenever they were created. */
  failed: number;
  /**
   * The creation time, in ms since 1970, of the oldest delivery that was given up and can still be sent. Null if there
   * is none.
   */
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

/**
 * At most this many failed deliveries of a webhook are counted, and at most this many retrying ones. An index keeps the
 * count fast. Deliveries beyond the limit are shown as delivered, because the number of delivered ones is the total
 * minus the counted ones.
 */
const mostFailures = 1_000_000;

/**
 * At most this many of a webhook's newest failed deliveries are read, to count those that were given up since a given
 * time. So this number is also the highest possible count. The rows have to be read, because the index does not contain
 * the time at which a delivery was given up. PostgreSQL took 1.2 s to read 200,000 rows.
 */
const mostRead = 10_000;

/** At most this many of a webhook's oldest failed deliveries are read to find one that can still be sent. */
const mostOldest = 1000;

/**
 * For each of the caller's webhooks, counts the deliveries that were given up since a time, and the deliveries that
 * were created since that time and have been delivered. With the default retry schedule, a delivery is given up three
 * days after its creation. So the time of its creation does not show whether it was given up recently.
 *
 * Millions may be delivered in a day, so the delivered ones are not counted one by one. The sequence numbers have no
 * gaps, so they give the number of all deliveries. The failed, retrying and pending ones are subtracted from it.
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
