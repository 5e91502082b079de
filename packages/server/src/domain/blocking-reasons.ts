// biome-ignore-all lint/style/noNonNullAssertion: the statement always returns a row
import { mostConcurrency } from '@winkwire/contract/resources/webhook-settings';
import type { Queries, Reads, Store } from '../store/store.ts';
import type { DeliveryRow } from './deliveries.ts';
import type { WebhookRow } from './endpoint.ts';
import type { LastOutcome } from './explanation-words.ts';
import { readRetryAfter } from './retry-after.ts';
import { failed } from './search-attempts.ts';
import { readDelivery } from './webhook-columns.ts';

/*
 * Only the process that delivers has the breaker, the Retry-After delay and the queue in memory. Any process may
 * explain a wait, so the reasons come from the database.
 */

export interface BlockingReasons {
  hasActiveProcess: boolean;
  /**
   * With strict order: the first retrying delivery of the same source. It has to be delivered or given up before this
   * one is sent.
   */
  blockedBy: { event_id: string; sequence: number; attempts: number; due_at: number } | undefined;
  /** The response whose Retry-After delays the endpoint longest. */
  retryAfter: { status: number; until: number } | undefined;
  lastFailure: LastFailure | undefined;
  /** For a pending delivery: how many are before it, at most `countLimit`. */
  earlier: number;
}

export interface LastFailure extends LastOutcome {
  ended_at: number;
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
  const { strictOrder } = readDelivery(of.webhook);
  const [hasActiveProcess, blockedBy, retryAfter, lastFailure, earlier] = await Promise.all([
    checkActiveProcess(store, of),
    strictOrder ? findBlockedBy(store, of) : undefined,
    findRetryAfter(store, of),
    findLastFailure(store, of),
    of.delivery.state === 'waiting' ? countEarlier(store, of) : 0,
  ]);
  return { hasActiveProcess, blockedBy, retryAfter, lastFailure, earlier };
}

/**
 * Selects a row if a process has the lease of the endpoint's shard. On PostgreSQL, leases expire by the database's
 * clock.
 */
export function selectActiveProcess(
  engine: Store['engine'],
  { tenant, webhook, now }: { tenant: string; webhook: string; now: number },
): string {
  const time = { sqlite: String(now), postgres: 'extract(epoch from clock_timestamp()) * 1000' }[engine];
  return `select 1 from queues q join leases l on l.kind = 'shard' and l.id = cast(q.shard as text)
     where q.tenant_id = ${tenant} and q.webhook_id = ${webhook} and l.leased_until > ${time}`;
}

export async function checkActiveProcess(
  store: Pick<Store, 'engine' | 'get'>,
  { webhook, now }: Omit<BlockedDelivery, 'delivery'>,
): Promise<boolean> {
  const row = await store.get(selectActiveProcess(store.engine, { tenant: '$1', webhook: '$2', now }), [
    webhook.tenant_id,
    webhook.id,
  ]);
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

/**
 * Finds the response whose Retry-After delays the endpoint longest. Earlier responses do not count after the owner has
 * requested a probe or resumed the endpoint.
 *
 * While the endpoint is delayed, no request begins. Only the requests in flight can still fail, so the newest
 * `mostConcurrency` failures are enough. An attempt is ignored unless its delivery waits for a retry.
 */
export async function findRetryAfter(
  queries: Reads,
  { webhook, now }: { webhook: Pick<WebhookRow, 'tenant_id' | 'id'>; now: number },
): Promise<BlockingReasons['retryAfter']> {
  const rows = await queries.all<{ status: number; headers: string | null; ended_at: number }>(
    `select a.status, a.headers, a.ended_at from (
       select a.sequence, a.number, a.status, a.response_headers as headers,
         a.started_at + a.duration_ms as ended_at
       from other_attempts a ${newestFailed} limit ${mostConcurrency}) a
     join deliveries d on d.tenant_id = $1 and d.webhook_id = $2 and d.sequence = a.sequence
       and d.attempts = a.number
     join webhooks w on w.tenant_id = $1 and w.id = $2
     where a.status in (429, 503) and d.due_at > $3 and a.ended_at > coalesce(w.probe_requested_at, 0)`,
    [webhook.tenant_id, webhook.id, now],
  );
  const [longest] = rows
    .map(({ status, headers, ended_at: endedAt }) => ({ status, until: endedAt + delayOf(headers, endedAt) }))
    .toSorted((one, other) => other.until - one.until);
  return longest && longest.until > now ? longest : undefined;
}

const newestFailed = `where a.tenant_id = $1 and a.webhook_id = $2 and ${failed} order by a.started_at desc`;

const delayOf = (headers: string | null, at: number): number =>
  readRetryAfter(headers === null ? null : (JSON.parse(headers)['retry-after'] ?? null), at) ?? 0;

const findLastFailure = (queries: Queries, { webhook }: BlockedDelivery): Promise<LastFailure | undefined> =>
  queries.get<LastFailure>(
    `select a.status as last_status, a.error as last_error, a.cause as last_cause,
       a.started_at + a.duration_ms as ended_at
     from other_attempts a ${newestFailed} limit 1`,
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
