// biome-ignore-all lint/style/noNonNullAssertion: the statement always returns a row
import type { Queries } from '../store/store.ts';

const countLimit = 100_000;

/** Counts the retrying deliveries of all tenants together, up to `countLimit`. */
export async function countRetrying(queries: Queries): Promise<number> {
  const row = await queries.get<{ count: number }>(
    `select count(*) as count from (
       select 1 from deliveries where due_at is not null limit ${countLimit}) retrying`,
  );
  return Number(row!.count);
}

/**
 * Returns the time at which the oldest due delivery became due, in milliseconds since 1970. Paused, deleted and failing
 * webhooks do not count.
 */
export async function findOldestDue(queries: Queries, now: number): Promise<number | undefined> {
  const [waiting, retrying] = await Promise.all([
    queries.get<{ at: number | null }>(oldestWaiting),
    queries.get<{ at: number | null }>(oldestRetry),
  ]);
  const times = [waiting?.at, retrying?.at].filter((at) => at !== null && at !== undefined).map(Number);
  const oldest = Math.min(...times);
  return oldest <= now ? oldest : undefined;
}

const oldestWaiting = `
  select min(d.created_at) as at from (
    select q.tenant_id, q.webhook_id, (
      select x.sequence from deliveries x
      where x.tenant_id = q.tenant_id and x.webhook_id = q.webhook_id and x.sequence > c.sequence
        and x.state = 'waiting' order by x.sequence limit 1) as sequence
    from queues q
    join cursors c on c.tenant_id = q.tenant_id and c.webhook_id = q.webhook_id
    join webhooks w on w.tenant_id = q.tenant_id and w.id = q.webhook_id
    where q.sequence > c.sequence and w.active = 1 and w.failing_since is null and w.deleted_at is null) f
  join deliveries d
    on d.tenant_id = f.tenant_id and d.webhook_id = f.webhook_id and d.sequence = f.sequence`;

const oldestRetry = `
  select min(due.at) as at from (
    select (
      select min(d.due_at) from deliveries d
      where d.tenant_id = w.tenant_id and d.webhook_id = w.id and d.due_at is not null) as at
    from webhooks w where w.active = 1 and w.failing_since is null and w.deleted_at is null) due`;

/** The time of the oldest upload that has not been analysed, in milliseconds since 1970. Undefined if there is none. */
export async function findOldestUnread(queries: Queries): Promise<number | undefined> {
  const row = await queries.get<{ at: number | null }>(
    `select min(created_at) as at from archives where status = 'STARTED'`,
  );
  return row?.at === null || row === undefined ? undefined : Number(row.at);
}

export async function countOpenSessions(queries: Queries): Promise<number> {
  const row = await queries.get<{ count: number }>(
    `select count(*) as count from sessions where status = 'IN_PROGRESS'`,
  );
  return Number(row!.count);
}
