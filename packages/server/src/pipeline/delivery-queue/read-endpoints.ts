// biome-ignore-all lint/style/noNonNullAssertion: a statement has at least one pair
import { type Endpoint, readEndpointOrHold, type WebhookRow } from '../../domain/endpoint.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import type { Reads } from '../../store/store.ts';

/** An endpoint and its queue, as stored. */
export interface EndpointState {
  endpoint: Endpoint;
  shard: number;
  /** The last sequence that was assigned. */
  head: number;
  /** Up to here, every first attempt is recorded. */
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

export async function readEndpoints(
  queries: Reads,
  box: SecretBox,
  shards: Iterable<number>,
): Promise<EndpointState[]> {
  const rows = await queries.all<Row>(`${select} where q.shard in (${listOf(shards)})`);
  return rows.map((row) => readState(row, box));
}

const listOf = (shards: Iterable<number>): string => [...shards].join(', ') || 'null';

/** The values that show a change. Reading the whole endpoint costs 20 times as much. */
export interface EndpointVersion {
  tenantId: string;
  webhookId: string;
  updatedAt: number;
  probeRequestedAt: number | null;
  deleted: boolean;
  head: number;
  nextDueAt: number | undefined;
}

interface VersionRow {
  tenant_id: string;
  id: string;
  updated_at: number;
  probe_requested_at: number | null;
  deleted_at: number | null;
  head: number;
  next_due_at: number | null;
}

/** The time of the next retry is expensive, so it is read only for the shards in `whole`. */
const selectVersions = (nextDueAt: string): string => `
  select w.tenant_id, w.id, w.updated_at, w.probe_requested_at, w.deleted_at, q.sequence as head,
    ${nextDueAt} as next_due_at
  from webhooks w
  join queues q on q.tenant_id = w.tenant_id and q.webhook_id = w.id`;
const selectChanged = selectVersions('cast(null as bigint)');
const selectWhole = selectVersions(`(select min(d.due_at) from deliveries d
  where d.tenant_id = w.tenant_id and d.webhook_id = w.id and d.due_at is not null)`);

/**
 * Reads all endpoints of the shards in `whole`, and the endpoints of `shards` that changed at the time `since` or
 * later.
 */
export async function readVersions(
  queries: Reads,
  of: { shards: Iterable<number>; since: number; whole: Iterable<number> },
): Promise<EndpointVersion[]> {
  const rows = await queries.all<VersionRow>(
    // The plus stops SQLite from using the index on the shard. With this index, it would read all rows of the shards.
    `${selectChanged} where w.updated_at >= $1 and +q.shard in (${listOf(of.shards)})
     union all ${selectChanged} where w.probe_requested_at >= $1 and +q.shard in (${listOf(of.shards)})
     union all ${selectWhole} where q.shard in (${listOf(of.whole)})`,
    [of.since],
  );
  return rows.map((row) => ({
    tenantId: row.tenant_id,
    webhookId: row.id,
    updatedAt: row.updated_at,
    probeRequestedAt: row.probe_requested_at,
    deleted: row.deleted_at !== null,
    head: row.head,
    nextDueAt: row.next_due_at ?? undefined,
  }));
}

/** Reads the last sequence of each endpoint that has deliveries after its cursor. */
export async function readHeads(
  queries: Reads,
  shards: Iterable<number>,
): Promise<{ webhook_id: string; sequence: number }[]> {
  return queries.all(
    `select q.webhook_id, q.sequence from queues q
     join cursors c on c.tenant_id = q.tenant_id and c.webhook_id = q.webhook_id
     where q.shard in (${listOf(shards)}) and q.sequence > c.sequence`,
  );
}

/** The last sequences of some endpoints. */
export async function readHeadsById(
  queries: Reads,
  ids: readonly { tenantId: string; webhookId: string }[],
): Promise<{ webhook_id: string; sequence: number }[]> {
  const heads: { webhook_id: string; sequence: number }[] = [];
  for (let at = 0; at < ids.length; at += endpointsPerStatement) {
    const { places, values } = pairsOf(ids.slice(at, at + endpointsPerStatement));
    heads.push(
      ...(await queries.all<{ webhook_id: string; sequence: number }>(
        `select webhook_id, sequence from queues where (tenant_id, webhook_id) in (values ${places})`,
        values,
      )),
    );
  }
  return heads;
}

/**
 * A statement permits at least 16,000 endpoints. The limit is much lower, so that other work can run between two
 * statements.
 */
const endpointsPerStatement = 200;

/** Uses several statements, so that other work can run in between. */
export async function* readEndpointsById(
  queries: Reads,
  box: SecretBox,
  ids: readonly { tenantId: string; webhookId: string }[],
): AsyncGenerator<EndpointState> {
  for (let at = 0; at < ids.length; at += endpointsPerStatement) {
    const { places, values } = pairsOf(ids.slice(at, at + endpointsPerStatement));
    const rows = await queries.all<Row>(`${select} where (w.tenant_id, w.id) in (values ${places})`, values);
    for (const row of rows) yield readState(row, box);
  }
}

/**
 * Pads the list to a power of two by repeating the last pair. Otherwise, each length would be a prepared statement of
 * its own. They took 20 MB of PostgreSQL's memory for each connection.
 */
function pairsOf(ids: readonly { tenantId: string; webhookId: string }[]) {
  const count = Math.min(2 ** Math.ceil(Math.log2(ids.length)), endpointsPerStatement);
  const padded = Array.from({ length: count }, (_, n) => ids[n] ?? ids.at(-1)!);
  return {
    places: padded.map((_, n) => `($${2 * n + 1}, $${2 * n + 2})`).join(', '),
    values: padded.flatMap(({ tenantId, webhookId }) => [tenantId, webhookId]),
  };
}

export async function readEndpointState(
  queries: Reads,
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
