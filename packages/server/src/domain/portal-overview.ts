import type { Overview, OverviewEndpoint } from '@winkwire/contract/portal-api';
import { timestamp } from '@winkwire/contract/timestamp';
import type { Caller } from '../platform/caller.ts';
import type { Queries } from '../store/store.ts';
import { attemptPeriods, noAttempts, type RecentAttempts, readRecentAttempts } from './attempt-figures.ts';
import { firstEventIdAt, instant } from './portal-time.ts';

const hour = 60 * 60 * 1000;

interface EndpointRow {
  id: string;
  name: string;
  url: string;
  active: number;
  paused_reason: string | null;
  failing_since: number | null;
}

interface CountRow {
  webhook_id: string;
  state: 'delivered' | 'failed' | 'retrying' | 'waiting';
  count: number;
  /** When the oldest of these deliveries was created. Absent for deliveries that were delivered or given up. */
  oldest?: number | null;
}

/** The current activity of a tenant in one mode. `now` is in milliseconds since 1970. Days are in UTC. */
export async function findOverview(queries: Queries, caller: Caller, now: number): Promise<Overview> {
  const [hours, endpoints, ended, unfinished, attempts, firstSteps] = await Promise.all([
    findHours(queries, caller, now),
    findEndpoints(queries, caller),
    countEnded(queries, caller, now - 24 * hour),
    countUnfinished(queries, caller),
    readRecentAttempts(queries, caller, now),
    findFirstSteps(queries, caller),
  ]);
  const counts = [...ended, ...unfinished];
  const byWebhook = Map.groupBy(counts, (row) => row.webhook_id);
  const shown = endpoints.map((row) =>
    overviewEndpoint(row, byWebhook.get(row.id) ?? [], attempts.get(row.id) ?? nothing),
  );
  const midnight = now - (now % (24 * hour));
  const starts = attemptPeriods(now);
  return {
    since: {
      today: timestamp(midnight),
      day: instant(now - 24 * hour),
      attempts: {
        hour: timestamp(starts.hour),
        day: timestamp(starts.day),
        week: timestamp(starts.week),
      },
    },
    eventsToday: hours.filter((each) => each.start >= midnight).reduce((sum, each) => sum + each.events, 0),
    hours: hours.map((each) => ({ startsAt: timestamp(each.start), events: each.events })),
    deliveries: sumOf(shown),
    endpoints: shown,
    firstSteps: {
      ...firstSteps,
      webhookAdded: shown.length > 0,
      webhookDelivered: firstSteps.webhookDelivered || shown.some((endpoint) => endpoint.delivered > 0),
    },
  };
}

const nothing: RecentAttempts = { hour: noAttempts, day: noAttempts, week: noAttempts };

async function findHours(queries: Queries, caller: Caller, now: number) {
  const first = now - (now % hour) - 23 * hour;
  const rows = await queries.all<{ start: number; count: number }>(
    `select created_at - created_at % ${hour} as start, count(*) as count from events
     where tenant_id = $1 and mode = $2 and id >= $3 group by 1`,
    [caller.tenantId, caller.mode, firstEventIdAt(first)],
  );
  const counts = new Map(rows.map((row) => [Number(row.start), Number(row.count)]));
  return Array.from({ length: 24 }, (_, index) => {
    const start = first + index * hour;
    return { start, events: counts.get(start) ?? 0 };
  });
}

const findEndpoints = (queries: Queries, caller: Caller) =>
  queries.all<EndpointRow>(
    `select id, name, url, active, paused_reason, failing_since from webhooks
     where tenant_id = $1 and mode = $2 and deleted_at is null order by created_at, id`,
    [caller.tenantId, caller.mode],
  );

const countEnded = (queries: Queries, caller: Caller, since: number) =>
  queries.all<CountRow>(
    `select webhook_id, state, count(*) as count from deliveries
     where tenant_id = $1 and mode = $2 and event_id >= $3 and state in ('delivered', 'failed')
     group by webhook_id, state`,
    [caller.tenantId, caller.mode, firstEventIdAt(since)],
  );

/**
 * Counts pending and retrying deliveries without reading the others. Pending deliveries follow the cursor of their
 * endpoint, and retrying deliveries have a due time.
 */
const countUnfinished = (queries: Queries, caller: Caller) =>
  queries.all<CountRow>(
    `select d.webhook_id, 'waiting' as state, count(*) as count, min(d.created_at) as oldest
     from webhooks w
     left join cursors c on c.tenant_id = w.tenant_id and c.webhook_id = w.id
     join deliveries d on d.tenant_id = w.tenant_id and d.webhook_id = w.id and d.sequence > coalesce(c.sequence, 0)
     where w.tenant_id = $1 and w.mode = $2 and w.deleted_at is null and d.state = 'waiting'
     group by d.webhook_id
     union all
     select d.webhook_id, 'retrying' as state, count(*) as count, min(d.created_at) as oldest
     from webhooks w
     join deliveries d on d.tenant_id = w.tenant_id and d.webhook_id = w.id and d.due_at is not null
     where w.tenant_id = $1 and w.mode = $2 and w.deleted_at is null
     group by d.webhook_id`,
    [caller.tenantId, caller.mode],
  );

async function findFirstSteps(queries: Queries, caller: Caller) {
  const row = await queries.get<{ users: number; connected: number; delivered: number }>(
    `select
       (select count(*) from (select 1 from users where tenant_id = $1 and mode = $2 limit 1) a) as users,
       (select count(*) from (select 1 from accounts
          where tenant_id = $1 and mode = $2 and connection_status = 'CONNECTED' limit 1) b) as connected,
       (select count(*) from (select 1 from deliveries
          where tenant_id = $1 and mode = $2 and state = 'delivered' limit 1) c) as delivered`,
    [caller.tenantId, caller.mode],
  );
  return {
    userCreated: Number(row?.users) > 0,
    accountConnected: Number(row?.connected) > 0,
    webhookDelivered: Number(row?.delivered) > 0,
  };
}

function overviewEndpoint(
  row: EndpointRow,
  counts: readonly CountRow[],
  attempts: RecentAttempts,
): OverviewEndpoint {
  const count = (state: CountRow['state']) => Number(counts.find((one) => one.state === state)?.count ?? 0);
  const oldest = counts.flatMap((one) => (one.oldest ? [Number(one.oldest)] : []));
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    active: Number(row.active) === 1,
    pausedReason: row.paused_reason,
    failingSince: row.failing_since === null ? null : timestamp(Number(row.failing_since)),
    delivered: count('delivered'),
    failed: count('failed'),
    retrying: count('retrying'),
    waiting: count('waiting'),
    attempts,
    oldestBacklogAt: oldest.length > 0 ? timestamp(Math.min(...oldest)) : null,
  };
}

function sumOf(endpoints: OverviewEndpoint[]): Overview['deliveries'] {
  const sum = { delivered: 0, failed: 0, retrying: 0, waiting: 0 };
  for (const endpoint of endpoints) {
    sum.delivered += endpoint.delivered;
    sum.failed += endpoint.failed;
    sum.retrying += endpoint.retrying;
    sum.waiting += endpoint.waiting;
  }
  return sum;
}
