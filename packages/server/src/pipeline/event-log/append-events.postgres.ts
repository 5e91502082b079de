// biome-ignore-all lint/style/noNonNullAssertion: the indexes lie within the arrays, and a check would cost on the hot path
import { chainHash } from '@winkwire/receiver/checkpoint';
import { type Digests, digestFor, digestsOf } from '../../domain/body-digests.ts';
import { type SubscriptionRow, selectSubscriptions } from '../../domain/subscription.ts';
import { bigintColumn, textColumn } from '../../store/postgres/columns.ts';
import type { Queries } from '../../store/store.ts';
import { takeBatch } from '../../store/take-batch.ts';
import { fanOut, filterSizeOf, type Share } from '../fan-out/fan-out.ts';
import type { Subscriptions } from '../fan-out/subscriptions.ts';
import { HandoffPacker, type PackedHandoff } from '../model/handoff.ts';
import { charactersOf, type RenderedEvent } from '../model/rendered-event.ts';

/**
 * The events are appended once `written` has resolved. The last statements are sent without waiting, and the commit
 * may be sent right after them.
 */
export interface Appending extends PackedHandoff {
  written: Promise<unknown>;
}

/** Writes events of one tenant, in one or both modes, with their deliveries and the endpoints' counters. */
export async function appendEvents(
  queries: Queries,
  events: readonly RenderedEvent[],
  subscriptions: Subscriptions,
): Promise<Appending> {
  const packer = new HandoffPacker();
  const written: Promise<unknown>[] = [];
  const groups = Map.groupBy(events.keys(), (index) => events[index]!.mode);
  // The modes are always handled in the same order, so that two appends with both modes cannot deadlock on the
  // counters.
  for (const mode of [...groups.keys()].sort()) {
    const indexes = groups.get(mode)!;
    const own = indexes.map((index) => events[index]!);
    const { tenantId } = own[0]!;
    const batch = { tenantId, mode, events: own.map((event) => ({ ...event, digests: digestsOf(event) })) };
    const { shares, writing } = await append(queries, batch, subscriptions);
    // If the other mode fails, nothing awaits these statements, and an unhandled rejection would end the process.
    for (const statement of writing) statement.catch(() => {});
    written.push(...writing);
    const known = subscriptions.newest(`${mode} ${tenantId}`)?.subscriptions ?? [];
    packer.addFilterSize(tenantId, mode, filterSizeOf(known));
    for (const share of shares) packer.add(share, indexes);
  }
  return { ...packer.pack(), written: Promise.all(written) };
}

/** Events of one tenant and mode. */
interface Batch {
  tenantId: string;
  mode: string;
  events: readonly DigestedEvent[];
}

type DigestedEvent = RenderedEvent & { digests: Digests };

const eventsPerStatement = 500;
/**
 * How many rows one statement inserts at most. They take a few megabytes. Without a limit, 500 events for 1,000
 * endpoints would be half a million rows.
 */
const deliveriesPerStatement = 10_000;

/** Writes a large batch in parts. `writing` contains the statements of the last part, which are not awaited. */
async function append(
  queries: Queries,
  batch: Batch,
  subscriptions: Subscriptions,
): Promise<{ shares: NumberedShare[]; writing: Promise<unknown>[] }> {
  const left = [...batch.events];
  let events = takeBatch(left, eventsPerStatement, charactersOf);
  // All parts but the last are written before the counters are locked, so that the lock is short.
  for (; left.length > 0; events = takeBatch(left, eventsPerStatement, charactersOf))
    await insertEvents(queries, { ...batch, events });
  const shares = await assignNumbers(queries, batch, subscriptions);
  const deliveries = deliveriesOf(batch, shares);
  while (deliveries.length > deliveriesPerStatement)
    await insertDeliveries(queries, batch, deliveries.splice(0, deliveriesPerStatement));
  const writing = [insertEvents(queries, { ...batch, events })];
  if (shares.length > 0)
    writing.push(insertDeliveries(queries, batch, deliveries), updateQueues(queries, batch, shares));
  return { shares, writing };
}

interface NumberedShare extends Share {
  /** The sequence number of the first delivery. */
  first: number;
  /** The endpoint's hash after the last delivery. */
  hash: string;
}

/** Divides the events among the endpoints and numbers their deliveries. The counters stay locked until the commit. */
async function assignNumbers(
  queries: Queries,
  batch: Batch,
  subscriptions: Subscriptions,
): Promise<NumberedShare[]> {
  const { tenantId, mode, events } = batch;
  const key = `${mode} ${tenantId}`;
  // The cached subscriptions are nearly always current. If they are, the first round trip already returns the
  // counters.
  const known = subscriptions.newest(key);
  const guess = known ? fanOut(events, known.subscriptions) : [];
  const [version, counters] = await Promise.all([
    versionOf(queries, batch),
    guess.length > 0
      ? lockCounters(queries, { ...batch, version: known!.version }, guess)
      : new Map<string, Counter>(),
  ]);
  if (known?.version === version && counters.size === guess.length)
    return numberShares(events, guess, counters);
  const rows = await queries.all<SubscriptionRow>(selectSubscriptions, [tenantId, mode]);
  const shares = fanOut(events, subscriptions.keep(key, version, rows));
  if (shares.length === 0) return [];
  return numberShares(events, shares, await lockCounters(queries, { ...batch, version: null }, shares));
}

async function versionOf(queries: Queries, { tenantId, mode }: Batch): Promise<number> {
  const sql = 'select version from webhook_versions where tenant_id = $1 and mode = $2';
  return (await queries.get<{ version: number }>(sql, [tenantId, mode]))?.version ?? 0;
}

interface Counter {
  webhook_id: string;
  sequence: number;
  hash: string;
}

/**
 * Locks the counters in the order of the ids, so that two appends cannot deadlock. With a `version`, it locks no
 * counter if the subscriptions have another version. Locking some counters now and others later would break the order.
 */
async function lockCounters(
  queries: Queries,
  { tenantId, mode, version }: Batch & { version: number | null },
  shares: readonly Share[],
): Promise<Map<string, Counter>> {
  const counters = await queries.all<Counter>(
    `select webhook_id, sequence, hash from queues
     where tenant_id = $1 and webhook_id = any($2::text[]) and ($4::bigint is null or $4 = (
       select version from webhook_versions where tenant_id = $1 and mode = $3))
     order by webhook_id for update of queues`,
    [tenantId, textColumn(shares, ({ webhookId }) => webhookId), mode, version],
  );
  return new Map(counters.map((counter) => [counter.webhook_id, counter]));
}

function numberShares(
  events: readonly DigestedEvent[],
  shares: readonly Share[],
  counters: ReadonlyMap<string, Counter>,
): NumberedShare[] {
  return shares.map((share) => {
    const { sequence, hash: before } = counters.get(share.webhookId)!;
    let hash = before;
    for (const [n, index] of share.events.entries()) {
      const event = events[index]!;
      hash = chainHash(hash, event.id, digestFor(event.digests, share.withPayload[n]!));
    }
    return { ...share, first: sequence + 1, hash };
  });
}

const insertEventColumns = `
  insert into events
    (tenant_id, mode, id, type, source_id, user_id, session_id, bucket, created_at, body, payload_body, traceparent,
     body_digest, payload_digest)
  select $1, $2, * from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[], $9::bigint[],
    $10::text[], $11::text[], $12::text[], $13::text[], $14::text[])`;

const insertEvents = (queries: Queries, { tenantId, mode, events }: Batch): Promise<unknown> =>
  queries.run(insertEventColumns, [
    tenantId,
    mode,
    textColumn(events, ({ id }) => id),
    textColumn(events, ({ type }) => type),
    textColumn(events, ({ sourceId }) => sourceId),
    textColumn(events, ({ userId }) => userId),
    textColumn(events, ({ sessionId }) => sessionId),
    bigintColumn(events, ({ bucket }) => bucket),
    bigintColumn(events, ({ at }) => at),
    textColumn(events, ({ body }) => body),
    textColumn(events, ({ payloadBody }) => payloadBody),
    textColumn(events, ({ traceparent }) => traceparent),
    textColumn(events, ({ digests }) => digests.body),
    textColumn(events, ({ digests }) => digests.payload),
  ]);

const insertDeliveryColumns = `
  insert into deliveries
    (tenant_id, mode, webhook_id, sequence, event_id, source_id, payload, created_at, updated_at)
  select $1, $2, v.*, v.at from unnest($3::text[], $4::bigint[], $5::text[], $6::text[], $7::bigint[], $8::bigint[])
    as v (webhook_id, sequence, event_id, source_id, payload, at)`;

interface NewDelivery {
  webhookId: string;
  sequence: number;
  event: RenderedEvent;
  payload: number;
}

const deliveriesOf = ({ events }: Batch, shares: readonly NumberedShare[]): NewDelivery[] =>
  shares.flatMap(({ webhookId, first, events: indexes, withPayload }) =>
    indexes.map((index, n) => ({
      webhookId,
      sequence: first + n,
      event: events[index]!,
      payload: withPayload[n] ? 1 : 0,
    })),
  );

function insertDeliveries(
  queries: Queries,
  { tenantId, mode }: Batch,
  rows: readonly NewDelivery[],
): Promise<unknown> {
  return queries.run(insertDeliveryColumns, [
    tenantId,
    mode,
    textColumn(rows, ({ webhookId }) => webhookId),
    bigintColumn(rows, ({ sequence }) => sequence),
    textColumn(rows, ({ event }) => event.id),
    textColumn(rows, ({ event }) => event.sourceId),
    bigintColumn(rows, ({ payload }) => payload),
    bigintColumn(rows, ({ event }) => event.at),
  ]);
}

const updateQueues = (
  queries: Queries,
  { tenantId }: Batch,
  shares: readonly NumberedShare[],
): Promise<unknown> =>
  queries.run(
    `update queues q set sequence = v.sequence, hash = v.hash
     from unnest($1::text[], $2::text[], $3::bigint[], $4::text[]) as v (tenant_id, webhook_id, sequence, hash)
     where q.tenant_id = v.tenant_id and q.webhook_id = v.webhook_id`,
    [
      textColumn(shares, () => tenantId),
      textColumn(shares, ({ webhookId }) => webhookId),
      bigintColumn(shares, ({ first, events }) => first + events.length - 1),
      textColumn(shares, ({ hash }) => hash),
    ],
  );
