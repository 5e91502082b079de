import type { Queries } from '../store/store.ts';

export interface Backlog {
  /** Pending deliveries. */
  waiting: number;
  retrying: number;
  /** In ms since 1970. Null if the backlog is empty. */
  oldestAt: number | null;
}

export const noBacklog: Backlog = { waiting: 0, retrying: 0, oldestAt: null };

interface Row {
  id: string;
  behind: number;
  waiting: number;
  oldest_waiting: number | null;
  retrying: number;
  oldest_retrying: number | null;
}

/**
 * If there are fewer pending deliveries than this, they are counted one by one. Otherwise, all deliveries after the
 * cursor are assumed to be pending.
 */
export const countedOneByOne = 1000;

/**
 * The number of pending deliveries. `waiting` is their count, up to `countedOneByOne`. `behind` is how many deliveries
 * follow the cursor.
 */
export const pendingOf = ({ waiting, behind }: { waiting: number; behind: number }): number =>
  Number(waiting) < countedOneByOne ? Number(waiting) : Number(behind);

const mostRetrying = 100_000;

const ofWebhook = 'd.tenant_id = w.tenant_id and d.webhook_id = w.id';
const waiting = `${ofWebhook} and d.sequence > c.sequence and d.state = 'waiting'`;
const retrying = `${ofWebhook} and d.failure_state = 'retrying'`;

/**
 * Whether a webhook has pending deliveries, and whether it has retrying ones. It counts neither, so it is fast enough
 * for a transaction.
 */
export async function hasBacklog(
  queries: Queries,
  { tenantId, webhookId }: { tenantId: string; webhookId: string },
): Promise<{ waiting: boolean; retrying: boolean }> {
  const row = await queries.get<{ waiting: number; retrying: number }>(
    `select case when exists (select 1 from deliveries d where ${waiting}) then 1 else 0 end as waiting,
       case when exists (select 1 from deliveries d where ${retrying}) then 1 else 0 end as retrying
     from webhooks w join cursors c on c.tenant_id = w.tenant_id and c.webhook_id = w.id
     where w.tenant_id = $1 and w.id = $2`,
    [tenantId, webhookId],
  );
  return { waiting: Number(row?.waiting) === 1, retrying: Number(row?.retrying) === 1 };
}

/**
 * Reads only deliveries after the endpoint's cursor, and retrying ones by an index, because most deliveries have ended.
 */
export async function readBacklogs(
  queries: Queries,
  { tenantId, mode, webhookId }: { tenantId: string; mode: string; webhookId?: string },
): Promise<Map<string, Backlog>> {
  const rows = await queries.all<Row>(
    `select w.id, q.sequence - c.sequence as behind,
       (select count(*) from (select 1 from deliveries d where ${waiting} limit ${countedOneByOne}) counted) as waiting,
       (select d.created_at from deliveries d where ${waiting} order by d.sequence limit 1) as oldest_waiting,
       (select count(*) from (select 1 from deliveries d where ${retrying} limit ${mostRetrying}) counted) as retrying,
       (select d.created_at from deliveries d where ${retrying} order by d.sequence limit 1) as oldest_retrying
     from webhooks w
     join queues q on q.tenant_id = w.tenant_id and q.webhook_id = w.id
     join cursors c on c.tenant_id = w.tenant_id and c.webhook_id = w.id
     where w.tenant_id = $1 and w.mode = $2 and w.deleted_at is null${webhookId === undefined ? '' : ' and w.id = $3'}`,
    [tenantId, mode, ...(webhookId === undefined ? [] : [webhookId])],
  );
  return new Map(rows.map((row) => [row.id, backlogOf(row)]));
}

function backlogOf(row: Row): Backlog {
  const oldest = [row.oldest_waiting, row.oldest_retrying].flatMap((at) => (at === null ? [] : [Number(at)]));
  return {
    waiting: pendingOf(row),
    retrying: Number(row.retrying),
    oldestAt: oldest.length > 0 ? Math.min(...oldest) : null,
  };
}
