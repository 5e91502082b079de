import type { Overview, OverviewEndpoint } from '@winkwire/contract/portal-api';
import { timestamp } from '@winkwire/contract/timestamp';
import type { Caller } from '../platform/caller.ts';
import { hourMs } from '../platform/durations.ts';
import type { Services } from '../platform/services.ts';
import type { Queries, Store } from '../store/store.ts';
import { attemptPeriods, noAttempts, type RecentAttempts, readRecentAttempts } from './attempt-figures.ts';
import { type Backlog, noBacklog, readBacklogs } from './backlogs.ts';
import { selectActiveProcess } from './blocking-reasons.ts';
import type { WebhookRow } from './endpoint.ts';
import { countEventsByHour } from './event-hours.ts';
import { instant } from './portal-time.ts';
import { countRecentDeliveries, type RecentDeliveries } from './recent-deliveries.ts';
import { heldReasonOf } from './webhooks.ts';

interface EndpointRow extends WebhookRow {
  is_served: number;
}

/** `now` is in milliseconds since 1970. Days are in UTC. */
export async function findOverview(
  { store: queries, secrets }: Pick<Services, 'secrets' | 'store'>,
  caller: Caller,
  now: number,
): Promise<Overview> {
  const [hours, endpoints, ended, backlogs, attempts, firstSteps] = await Promise.all([
    countEventsByHour(queries, caller, now),
    findEndpoints(queries, caller, now),
    countRecentDeliveries(queries, caller, now - 24 * hourMs),
    readBacklogs(queries, caller),
    readRecentAttempts(queries, caller, now),
    findFirstSteps(queries, caller),
  ]);
  const shown = endpoints.map((row) =>
    overviewEndpoint(row, {
      ...(ended.get(row.id) ?? noDeliveries),
      ...(backlogs.get(row.id) ?? noBacklog),
      attempts: attempts.get(row.id) ?? nothing,
      heldReason: heldReasonOf(row, secrets),
    }),
  );
  const midnight = now - (now % (24 * hourMs));
  const starts = attemptPeriods(now);
  return {
    since: {
      today: timestamp(midnight),
      day: instant(now - 24 * hourMs),
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
      webhookDelivered:
        firstSteps.webhookDelivered || shown.some(({ attempts: { week } }) => week.total > week.failed),
    },
  };
}

const noDeliveries: RecentDeliveries = { delivered: 0, failed: 0, oldestFailedAt: null };
const nothing: RecentAttempts = { hour: noAttempts, day: noAttempts, week: noAttempts };

function findEndpoints(store: Pick<Store, 'all' | 'engine'>, caller: Caller, now: number) {
  const active = selectActiveProcess(store.engine, { tenant: 'w.tenant_id', webhook: 'w.id', now });
  return store.all<EndpointRow>(
    `select w.*, case when exists (${active}) then 1 else 0 end as is_served from live_webhooks w
     where w.tenant_id = $1 and w.mode = $2 order by w.created_at desc, w.id desc`,
    [caller.tenantId, caller.mode],
  );
}

/**
 * At most this many of the oldest deliveries are searched for a delivered one. Without this limit, the search takes
 * seconds if millions have failed.
 */
const firstDeliveries = 1000;

async function findFirstSteps(queries: Queries, caller: Caller) {
  const row = await queries.get<{ users: number; connected: number; delivered: number }>(
    `select
       (select count(*) from (select 1 from users where tenant_id = $1 and mode = $2 limit 1) a) as users,
       (select count(*) from (select 1 from accounts
          where tenant_id = $1 and mode = $2 and connection_status = 'CONNECTED' limit 1) b) as connected,
       (select count(*) from (select state from deliveries
          where tenant_id = $1 and mode = $2 order by event_id limit ${firstDeliveries}) c
          where state = 'delivered') as delivered`,
    [caller.tenantId, caller.mode],
  );
  return {
    userCreated: Number(row?.users) > 0,
    accountConnected: Number(row?.connected) > 0,
    webhookDelivered: Number(row?.delivered) > 0,
  };
}

interface Counts extends RecentDeliveries, Backlog {
  attempts: RecentAttempts;
  heldReason: string | null;
}

function overviewEndpoint(
  row: EndpointRow,
  { oldestAt, oldestFailedAt, ...counts }: Counts,
): OverviewEndpoint {
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    active: Number(row.active) === 1,
    pausedReason: row.paused_reason,
    failingSince: row.failing_since === null ? null : timestamp(Number(row.failing_since)),
    isServed: Number(row.is_served) === 1,
    ...counts,
    oldestBacklogAt: oldestAt === null ? null : timestamp(oldestAt),
    oldestFailedAt: oldestFailedAt === null ? null : timestamp(oldestFailedAt),
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
