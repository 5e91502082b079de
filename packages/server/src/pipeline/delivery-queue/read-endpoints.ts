import { type Endpoint, readEndpointOrHold, type WebhookRow } from '../../domain/endpoint.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import type { Queries } from '../../store/store.ts';

/** An endpoint and the state of its queue, as the store has them. */
export interface EndpointState {
  endpoint: Endpoint;
  shard: number;
  /** The last sequence number that was assigned. */
  head: number;
  /** Every first attempt up to this number was made and recorded. */
  cursor: number;
  nextDueAt: number | undefined;
}

type Row = WebhookRow & { shard: number; head: number; cursor: number; next_due_at: number | null };

const select = `
  select w.*, q.shard, q.sequence as head, c.sequence as cursor,
    (select min(d.due_at) from deliveries d
     where d.tenant_id = w.tenant_id and d.webhook_id = w.id and d.due_at is not null) as next_due_at
  from webhooks w
  join queues q on q.tenant_id = w.tenant_id and q.webhook_id = w.id
  join cursors c on c.tenant_id = w.tenant_id and c.webhook_id = w.id`;

/** Reads the endpoints of these shards. With `since`, a time in ms, only those that have changed since then. */
export async function readEndpoints(
  queries: Queries,
  box: SecretBox,
  of: { shards: Iterable<number>; since?: number },
): Promise<EndpointState[]> {
  const shards = [...of.shards].join(', ') || 'null';
  const rows = await queries.all<Row>(
    `${select} where (w.updated_at >= $1 or w.probe_requested_at >= $1) and q.shard in (${shards})`,
    [of.since ?? 0],
  );
  return rows.map((row) => readState(row, box));
}

/** Reads the last sequence number of each endpoint of these shards. */
export async function readHeads(
  queries: Queries,
  shards: Iterable<number>,
): Promise<{ webhook_id: string; sequence: number }[]> {
  const list = [...shards].join(', ') || 'null';
  return queries.all(`select webhook_id, sequence from queues where shard in (${list})`);
}

export async function readEndpointState(
  queries: Queries,
  box: SecretBox,
  of: { tenantId: string; webhookId: string },
): Promise<EndpointState | undefined> {
  const row = await queries.get<Row>(`${select} where w.tenant_id = $1 and w.id = $2`, [
    of.tenantId,
    of.webhookId,
  ]);
  return row && readState(row, box);
}

function readState(row: Row, box: SecretBox): EndpointState {
  return {
    endpoint: readEndpointOrHold(row, box),
    shard: row.shard,
    head: row.head,
    cursor: row.cursor,
    nextDueAt: row.next_due_at ?? undefined,
  };
}
