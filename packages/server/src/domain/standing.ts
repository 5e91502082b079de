import type { Queries, Store } from '../store/store.ts';
import type { DeliveryRow } from './deliveries.ts';
import type { DeliverySettings, WebhookRow } from './endpoint.ts';
import type { LastAnswer } from './explanation-words.ts';
import { readRetryAfter } from './retry-after.ts';

/*
 * Breaker, Retry-After and queue live in the memory of the process that delivers, which need not be the one that is
 * asked. What they rest on is in rows, and is read from there.
 */

/** What a delivery that is still to be sent waits for. */
export interface Standing {
  /** Whether a process holds the lease of the endpoint's shard. */
  isServed: boolean;
  /** With strict order: the delivery of the same source that has to be done first. */
  behind: { event_id: string; sequence: number; attempts: number; due_at: number } | undefined;
  /** A receiver asked with Retry-After that nothing come before. */
  asked: { status: number; until: number } | undefined;
  /** What came of the last attempt at the endpoint that failed. */
  lastFailure: LastFailure | undefined;
  /** Deliveries before it that wait for their first attempt; counted up to `countLimit`. */
  earlier: number;
}

export interface LastFailure extends LastAnswer {
  updated_at: number;
}

export const countLimit = 10_000;

interface Of {
  webhook: WebhookRow;
  delivery: DeliveryRow;
  now: number;
}

export async function readStanding(
  store: Pick<Store, 'all' | 'engine' | 'get' | 'run'>,
  of: Of,
): Promise<Standing> {
  const { strictOrder } = JSON.parse(of.webhook.delivery) as DeliverySettings;
  const [isServed, behind, asked, lastFailure, earlier] = await Promise.all([
    readServed(store, of),
    strictOrder ? readBehind(store, of) : undefined,
    readAsked(store, of),
    readLastFailure(store, of),
    of.delivery.state === 'waiting' ? countEarlier(store, of) : 0,
  ]);
  return { isServed, behind, asked, lastFailure, earlier };
}

/** Leases are on the database's clock; SQLite has none but this machine's. */
async function readServed(store: Pick<Store, 'engine' | 'get'>, { webhook, now }: Of): Promise<boolean> {
  const time = { sqlite: String(now), postgres: 'extract(epoch from clock_timestamp()) * 1000' }[
    store.engine
  ];
  const row = await store.get(
    `select 1 from queues q join shards s on s.shard = q.shard
     where q.tenant_id = $1 and q.webhook_id = $2 and s.owner is not null and s.leased_until > ${time}`,
    [webhook.tenant_id, webhook.id],
  );
  return row !== undefined;
}

const readBehind = (queries: Queries, { webhook, delivery }: Of): Promise<Standing['behind']> =>
  queries.get(
    `select event_id, sequence, attempts, due_at from deliveries
     where tenant_id = $1 and webhook_id = $2 and due_at is not null and source_id = $3 and sequence < $4
     order by sequence limit 1`,
    [webhook.tenant_id, webhook.id, delivery.source_id, delivery.sequence],
  );

/** The whole endpoint waits as long as the delivery that was answered so. */
async function readAsked(queries: Queries, { webhook, now }: Of): Promise<Standing['asked']> {
  const rows = await queries.all<{ due_at: number; last_status: number; response_headers: string | null }>(
    `select d.due_at, d.last_status, a.response_headers from deliveries d
     join attempts a on a.tenant_id = d.tenant_id and a.webhook_id = d.webhook_id and a.sequence = d.sequence
       and a.number = d.attempts
     where d.tenant_id = $1 and d.webhook_id = $2 and d.due_at > $3 and d.last_status in (429, 503)
     order by d.due_at desc limit 20`,
    [webhook.tenant_id, webhook.id, now],
  );
  const asking = rows.find(({ response_headers: headers }) => {
    const header = headers === null ? null : (JSON.parse(headers)['retry-after'] ?? null);
    return (readRetryAfter(header, 0) ?? 0) > 0;
  });
  return asking && { status: asking.last_status, until: asking.due_at };
}

/** Among those that wait for a retry: there is no index by time of the answer. */
const readLastFailure = (queries: Queries, { webhook }: Of): Promise<LastFailure | undefined> =>
  queries.get<LastFailure>(
    `select last_status, last_error, last_cause, updated_at from (
       select last_status, last_error, last_cause, updated_at from deliveries
       where tenant_id = $1 and webhook_id = $2 and due_at is not null and attempts > 0
       order by due_at desc limit 500) retrying
     order by updated_at desc limit 1`,
    [webhook.tenant_id, webhook.id],
  );

async function countEarlier(queries: Queries, { webhook, delivery }: Of): Promise<number> {
  const row = await queries.get<{ count: number }>(
    `select count(*) as count from (
       select 1 from deliveries d join cursors c on c.tenant_id = d.tenant_id and c.webhook_id = d.webhook_id
       where d.tenant_id = $1 and d.webhook_id = $2 and d.sequence > c.sequence and d.sequence < $3
         and d.state = 'waiting' limit ${countLimit}) earlier`,
    [webhook.tenant_id, webhook.id, delivery.sequence],
  );
  return row!.count;
}
