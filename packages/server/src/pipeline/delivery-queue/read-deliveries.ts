import { isIntact } from '../../domain/body-digests.ts';
import { eventOfDelivery } from '../../domain/event-of-delivery.ts';
import type { Reads } from '../../store/store.ts';
import type { QueuedDelivery } from '../model/queued-delivery.ts';

interface Row {
  sequence: number;
  event_id: string;
  type: string;
  source_id: string;
  user_id: string | null;
  session_id: string | null;
  body: string | null;
  digest: string | null;
  attempts: number;
  attempts_before: number;
  due_at: number | null;
  created_at: number;
  traceparent: string | null;
}

export interface DeliveryPage {
  deliveries: QueuedDelivery[];
  /** Deliveries whose stored body has changed. They must not be sent. */
  damaged: QueuedDelivery[];
}

interface EndpointKey {
  tenantId: string;
  webhookId: string;
}

/** The pending deliveries of an endpoint after a sequence, at most `limit` of them. */
export interface PendingPage {
  key: EndpointKey;
  after: number;
  limit: number;
}

/** Only events that still have a body. Conditions and an order may be appended. */
const fromDeliveriesOf = (tenantId: string, webhookId: string): string => `
  from deliveries d ${eventOfDelivery}
  where d.tenant_id = ${tenantId} and d.webhook_id = ${webhookId} and e.body is not null`;

const columns = `
  select d.sequence, d.event_id, e.type, d.source_id, e.user_id, e.session_id, d.attempts, d.attempts_before, d.due_at,
    e.created_at, e.traceparent,
    case when d.payload = 1 then e.payload_body else e.body end as body,
    case when d.payload = 1 then e.payload_digest else e.body_digest end as digest`;

const fromDeliveries = fromDeliveriesOf('$1', '$2');
const selectDeliveries = columns + fromDeliveries;

export async function readPending(queries: Reads, { key, after, limit }: PendingPage): Promise<DeliveryPage> {
  const sql = `${selectDeliveries} and d.sequence > $3 and d.state = 'waiting' order by d.sequence limit $4`;
  return read(key, await queries.all<Row>(sql, [key.tenantId, key.webhookId, after, limit]));
}

const valueTypes = ['int', 'text', 'text', 'bigint', 'bigint'];

/** Reads several pages with one statement. Only for PostgreSQL. The result has the order of `pages`. */
export async function readPendingTogether(
  queries: Reads,
  pages: readonly PendingPage[],
): Promise<DeliveryPage[]> {
  const values = filledPages(pages).map(({ key, after, limit }, place) => {
    return [place, key.tenantId, key.webhookId, after, limit];
  });
  const lists = values.map((row, index) => {
    const parameters = row.map((_, column) => `$${index * row.length + column + 1}::${valueTypes[column]}`);
    return `(${parameters.join(', ')})`;
  });
  const sql = `
    select page.*, requested.place
    from (values ${lists.join(', ')}) as requested (place, tenant_id, webhook_id, after, most)
    cross join lateral (
      ${columns} ${fromDeliveriesOf('requested.tenant_id', 'requested.webhook_id')}
        and d.sequence > requested.after and d.state = 'waiting'
      order by d.sequence limit requested.most
    ) page
    order by page.sequence`;
  const rows = await queries.all<Row & { place: number }>(sql, values.flat());
  const byPlace = Map.groupBy(rows, ({ place }) => place);
  return pages.map(({ key }, place) => read(key, byPlace.get(place) ?? []));
}

export async function readPendingOfSource(
  queries: Reads,
  key: EndpointKey & { sourceId: string },
  page: { after: number; through: number; limit: number },
): Promise<DeliveryPage> {
  const sql = `${selectDeliveries} and d.sequence > $3 and d.sequence <= $4 and d.state = 'waiting'
    and d.source_id = $5 order by d.sequence limit $6`;
  const { tenantId, webhookId, sourceId } = key;
  const { after, through, limit } = page;
  return read(key, await queries.all<Row>(sql, [tenantId, webhookId, after, through, sourceId, limit]));
}

/** Reads no bodies, because most of these deliveries may be in memory already. */
export async function readDueSequences(
  queries: Reads,
  { tenantId, webhookId }: EndpointKey,
  page: { now: number; limit: number },
): Promise<number[]> {
  const sql = `select d.sequence ${fromDeliveries} and d.due_at <= $3 order by d.due_at, d.sequence limit $4`;
  const rows = await queries.all<{ sequence: number }>(sql, [tenantId, webhookId, page.now, page.limit]);
  return rows.map(({ sequence }) => sequence);
}

export async function readDueBySequence(
  queries: Reads,
  key: EndpointKey,
  page: { now: number; sequences: readonly number[] },
): Promise<DeliveryPage> {
  if (page.sequences.length === 0) return { deliveries: [], damaged: [] };
  const sequences = filled(page.sequences);
  const places = sequences.map((_, index) => `$${index + 4}`).join(', ');
  const sql = `${selectDeliveries} and d.due_at <= $3 and d.sequence in (${places}) order by d.due_at, d.sequence`;
  return read(key, await queries.all<Row>(sql, [key.tenantId, key.webhookId, page.now, ...sequences]));
}

/** Reads all retrying deliveries, due or not, because in strict order each of them blocks its source. */
export async function readRetrying(
  queries: Reads,
  { tenantId, webhookId }: EndpointKey,
): Promise<{ sourceId: string; sequence: number; dueAt: number }[]> {
  const rows = await queries.all<{ source_id: string; sequence: number; due_at: number }>(
    `select d.source_id, d.sequence, d.due_at ${fromDeliveries} and d.due_at is not null order by d.sequence`,
    [tenantId, webhookId],
  );
  return rows.map(({ source_id: sourceId, sequence, due_at: dueAt }) => ({ sourceId, sequence, dueAt }));
}

/** When the next retry after `now` is due; undefined if there is none. */
export async function readNextDue(
  queries: Reads,
  key: EndpointKey,
  now: number,
): Promise<number | undefined> {
  const sql = `select min(due_at) as at from deliveries
    where tenant_id = $1 and webhook_id = $2 and due_at > $3`;
  const row = await queries.get<{ at: number | null }>(sql, [key.tenantId, key.webhookId, now]);
  return row?.at ?? undefined;
}

/** Repeats numbers up to a power of two, so that lists of all lengths need only a few prepared statements. */
function filled(sequences: readonly number[]): number[] {
  const length = 2 ** Math.ceil(Math.log2(sequences.length));
  return sequences.concat(sequences).slice(0, length);
}

/** Adds empty pages up to a power of two, for the same reason. */
function filledPages(pages: readonly PendingPage[]): readonly PendingPage[] {
  const length = 2 ** Math.ceil(Math.log2(pages.length));
  const empty = { key: { tenantId: '', webhookId: '' }, after: 0, limit: 0 };
  return [...pages, ...Array.from({ length: length - pages.length }, () => empty)];
}

function read(key: EndpointKey, rows: readonly Row[]): DeliveryPage {
  const page: DeliveryPage = { deliveries: [], damaged: [] };
  for (const row of rows) {
    const { event_id: id, type, body, digest } = row;
    const delivery = deliveryOf(key, row);
    (isIntact({ id, type, body, digest }) ? page.deliveries : page.damaged).push(delivery);
  }
  return page;
}

function deliveryOf({ tenantId, webhookId }: EndpointKey, row: Row): QueuedDelivery {
  return {
    tenantId,
    webhookId,
    sequence: row.sequence,
    eventId: row.event_id,
    type: row.type,
    sourceId: row.source_id,
    userId: row.user_id,
    sessionId: row.session_id,
    body: row.body ?? '',
    attempts: row.attempts,
    attemptsBefore: row.attempts_before,
    dueAt: row.due_at,
    createdAt: row.created_at,
    traceparent: row.traceparent,
  };
}
