// biome-ignore-all lint/style/noNonNullAssertion: the statement always returns a row
import type { Queries, Store } from '../store/store.ts';
import type { DeliveryRow } from './deliveries.ts';
import type { DeliverySettings, WebhookRow } from './endpoint.ts';
import type { LastOutcome } from './explanation-words.ts';
import { readRetryAfter } from './retry-after.ts';

/*
 * The process that delivers has the circuit breaker, Retry-After and the queue in its memory. Another process may serve
 * a request for the reasons why a delivery waits. So the reasons are derived from rows of the database.
 */

/** What a pending or retrying delivery waits for. */
export interface BlockingReasons {
  /** Whether a process holds the lease of the endpoint's shard. */
  hasActiveProcess: boolean;
  /** In strict order: the earlier delivery of the same source that has to be delivered or given up first. */
  blockedBy: { event_id: string; sequence: number; attempts: number; due_at: number } | undefined;
  /**
   * A response with Retry-After whose delivery is not due yet. `until` is when that delivery is due, which may be later
   * than the header requested. Undefined if there is none.
   */
  retryAfter: { status: number; until: number } | undefined;
  /**
   * The last outcome of the endpoint's most recently changed retrying delivery. If a redelivery was requested, this may
   * be a success.
   */
  lastFailure: LastFailure | undefined;
  /** For a pending delivery: the number of earlier pending deliveries, at most `countLimit`. */
  earlier: number;
}

export interface LastFailure extends LastOutcome {
  updated_at: number;
}

export const countLimit = 1000;

interface BlockedDelivery {
  webhook: WebhookRow;
  delivery: DeliveryRow;
  now: number;
}

export async function readBlockingReasons(
  store: Pick<Store, 'all' | 'engine' | 'get' | 'run'>,
  of: BlockedDelivery,
): Promise<BlockingReasons> {
  const { strictOrder } = JSON.parse(of.webhook.delivery) as DeliverySettings;
  const [hasActiveProcess, blockedBy, retryAfter, lastFailure, earlier] = await Promise.all([
    checkActiveProcess(store, of),
    strictOrder ? findBlockedBy(store, of) : undefined,
    findRetryAfter(store, of),
    findLastFailure(store, of),
    of.delivery.state === 'waiting' ? countEarlier(store, of) : 0,
  ]);
  return { hasActiveProcess, blockedBy, retryAfter, lastFailure, earlier };
}

/** Leases expire by the database's clock. On SQLite that is this machine's clock. */
export async function checkActiveProcess(
  store: Pick<Store, 'engine' | 'get'>,
  { webhook, now }: Omit<BlockedDelivery, 'delivery'>,
): Promise<boolean> {
  const time = { sqlite: String(now), postgres: 'extract(epoch from clock_timestamp()) * 1000' }[
    store.engine
  ];
  const row = await store.get(
    `select 1 from queues q join leases l on l.kind = 'shard' and l.id = cast(q.shard as text)
     where q.tenant_id = $1 and q.webhook_id = $2 and l.leased_until > ${time}`,
    [webhook.tenant_id, webhook.id],
  );
  return row !== undefined;
}

const findBlockedBy = (
  queries: Queries,
  { webhook, delivery }: BlockedDelivery,
): Promise<BlockingReasons['blockedBy']> =>
  queries.get(
    `select event_id, sequence, attempts, due_at from deliveries
     where tenant_id = $1 and webhook_id = $2 and due_at is not null and source_id = $3 and sequence < $4
     order by sequence limit 1`,
    [webhook.tenant_id, webhook.id, delivery.source_id, delivery.sequence],
  );

/** Searches all retrying deliveries of the endpoint, at most 500, because the header delays the whole endpoint. */
export async function findRetryAfter(
  queries: Queries,
  { webhook, now }: Omit<BlockedDelivery, 'delivery'>,
): Promise<BlockingReasons['retryAfter']> {
  const rows = await queries.all<{ due_at: number; last_status: number; response_headers: string | null }>(
    `select d.due_at, d.last_status, (
         select a.response_headers from other_attempts a
         where a.tenant_id = d.tenant_id and a.webhook_id = d.webhook_id and a.sequence = d.sequence
           and a.number = d.attempts) as response_headers
     from (
       select * from deliveries where tenant_id = $1 and webhook_id = $2 and due_at > $3
       order by due_at desc limit 500) d
     where d.last_status in (429, 503) order by d.due_at desc limit 20`,
    [webhook.tenant_id, webhook.id, now],
  );
  const delaying = rows.find(({ response_headers: headers }) => {
    const header = headers === null ? null : (JSON.parse(headers)['retry-after'] ?? null);
    return (readRetryAfter(header, 0) ?? 0) > 0;
  });
  return delaying && { status: delaying.last_status, until: delaying.due_at };
}

/** Reads at most 500 retrying deliveries of the endpoint, because no index is ordered by the time of the response. */
const findLastFailure = (queries: Queries, { webhook }: BlockedDelivery): Promise<LastFailure | undefined> =>
  queries.get<LastFailure>(
    `select last_status, last_error, last_cause, updated_at from (
       select last_status, last_error, last_cause, updated_at from deliveries
       where tenant_id = $1 and webhook_id = $2 and due_at is not null and attempts > 0
       order by due_at desc limit 500) retrying
     order by updated_at desc limit 1`,
    [webhook.tenant_id, webhook.id],
  );

async function countEarlier(queries: Queries, { webhook, delivery }: BlockedDelivery): Promise<number> {
  const row = await queries.get<{ count: number }>(
    `select count(*) as count from (
       select 1 from deliveries d join cursors c on c.tenant_id = d.tenant_id and c.webhook_id = d.webhook_id
       where d.tenant_id = $1 and d.webhook_id = $2 and d.sequence > c.sequence and d.sequence < $3
         and d.state = 'waiting' limit ${countLimit}) earlier`,
    [webhook.tenant_id, webhook.id, delivery.sequence],
  );
  return row!.count;
}
