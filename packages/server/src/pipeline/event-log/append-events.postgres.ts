// biome-ignore-all lint/style/noNonNullAssertion: the indexes lie within the arrays, and a check would cost on the hot path
import { type SubscriptionRow, selectSubscriptions } from '../../domain/subscription.ts';
import { bigintColumn, textColumn } from '../../store/postgres/columns.ts';
import type { Queries } from '../../store/store.ts';
import { takeBatch } from '../../store/take-batch.ts';
import { fanOut, filterSizeOf, type Share, unreadableOf } from '../fan-out/fan-out.ts';
import type { Subscriptions } from '../fan-out/subscriptions.ts';
import { HandoffPacker, type PackedHandoff } from '../model/handoff.ts';
import { charactersOf, type RenderedEvent } from '../model/rendered-event.ts';
import {
  deliveriesOf,
  deliveryColumns,
  insertDeliveriesFrom,
  type NewDelivery,
} from './delivery-columns.postgres.ts';
import { eventColumns, insertEventsFrom } from './event-columns.postgres.ts';
import type { Known } from './known-counters.ts';
import { logKey } from './log-key.ts';
import {
  type Counter,
  type DigestedEvent,
  type NumberedShare,
  numberShares,
  withDigests,
} from './number-shares.ts';

/** All statements have been sent, but the last ones may still run. The commit may be sent before `written` resolves. */
export interface Appending extends PackedHandoff {
  written: Promise<unknown>;
}

export async function appendEvents(
  queries: Queries,
  events: readonly RenderedEvent[],
  known: Known,
): Promise<Appending> {
  const packer = new HandoffPacker();
  const written: Promise<unknown>[] = [];
  const groups = Map.groupBy(events.keys(), (index) => logKey(events[index]!));
  // Every append handles the logs in this order. Otherwise, two appends to the same logs could deadlock.
  for (const key of [...groups.keys()].sort()) {
    const indexes = groups.get(key)!;
    const own = indexes.map((index) => events[index]!);
    const { tenantId, mode } = own[0]!;
    const batch = { tenantId, mode, events: own.map(withDigests) };
    const { shares, writing } = await append(queries, batch, known);
    // If nothing awaits these statements, a rejection would end the process.
    for (const statement of writing) statement.catch(() => {});
    written.push(...writing);
    const subscriptions = known.subscriptions.newest(key)?.subscriptions ?? [];
    packer.addFilterSize(tenantId, mode, filterSizeOf(subscriptions));
    packer.addUnreadable(tenantId, unreadableOf(subscriptions));
    for (const share of shares) packer.add(share, indexes);
  }
  return { ...packer.pack(), written: Promise.all(written) };
}

interface Batch {
  tenantId: string;
  mode: string;
  events: readonly DigestedEvent[];
}

const eventsPerStatement = 500;
/**
 * The rows of this many deliveries take a few megabytes. 500 events for 1,000 endpoints would be half a million rows.
 */
const deliveriesPerStatement = 10_000;

/** `writing` contains the statements of the last part, which are not awaited. */
async function append(
  queries: Queries,
  batch: Batch,
  known: Known,
): Promise<{ shares: NumberedShare[]; writing: Promise<unknown>[] }> {
  const left = [...batch.events];
  let events = takeBatch(left, eventsPerStatement, charactersOf);
  // The counters stay locked until the commit. All parts but the last are therefore written before.
  for (; left.length > 0; events = takeBatch(left, eventsPerStatement, charactersOf))
    await insertEvents(queries, { ...batch, events });
  const shares = await assignNumbers(queries, batch, known);
  const deliveries = deliveriesOf(batch.events, shares);
  while (deliveries.length > deliveriesPerStatement)
    await insertDeliveries(queries, batch, deliveries.splice(0, deliveriesPerStatement));
  const writing = [insertEvents(queries, { ...batch, events })];
  if (shares.length > 0)
    writing.push(insertDeliveries(queries, batch, deliveries), updateQueues(queries, batch, shares));
  return { shares, writing };
}

/** Locks the counters of the endpoints until the commit. */
async function assignNumbers(queries: Queries, batch: Batch, known: Known): Promise<NumberedShare[]> {
  const { events, tenantId } = batch;
  const { shares, counters } = await lockShares(queries, batch, known.subscriptions);
  const numbered = numberShares(events, shares, (webhookId) => counters.get(webhookId)!);
  known.counters.learn(tenantId, numbered);
  return numbered;
}

async function lockShares(
  queries: Queries,
  batch: Batch,
  subscriptions: Subscriptions,
): Promise<{ shares: Share[]; counters: ReadonlyMap<string, Counter> }> {
  const { tenantId, mode, events } = batch;
  const key = `${mode} ${tenantId}`;
  const cached = subscriptions.newest(key);
  if (cached) {
    // The cache is nearly always current. The first round trip then already returns the counters.
    const { version } = cached;
    const guess = fanOut(events, cached.subscriptions);
    const [newest, counters] = await Promise.all([
      versionOf(queries, batch),
      guess.length > 0 ? lockCounters(queries, { ...batch, version }, guess) : new Map<string, Counter>(),
    ]);
    if (version === newest && counters.size === guess.length) return { shares: guess, counters };
  }
  const { version, rows } = await readSubscriptions(queries, batch);
  const shares = fanOut(events, subscriptions.keep(key, version, rows));
  if (shares.length === 0) return { shares, counters: new Map() };
  return { shares, counters: await lockCounters(queries, { ...batch, version: null }, shares) };
}

async function versionOf(queries: Queries, { tenantId, mode }: Batch): Promise<number> {
  const sql = 'select version from webhook_versions where tenant_id = $1 and mode = $2';
  return (await queries.get<{ version: number }>(sql, [tenantId, mode]))?.version ?? 0;
}

type VersionedRow = { version: number } & (SubscriptionRow | { id: null });

/** Reads both with one statement, so that the rows are of exactly this version. Without rows, `id` is null. */
async function readSubscriptions(
  queries: Queries,
  { tenantId, mode }: Batch,
): Promise<{ version: number; rows: SubscriptionRow[] }> {
  const found = await queries.all<VersionedRow>(
    `select v.version, w.* from (select coalesce(
       (select version from webhook_versions where tenant_id = $1 and mode = $2), 0) as version) v
     left join (${selectSubscriptions}) w on true order by w.id`,
    [tenantId, mode],
  );
  return { version: found[0]!.version, rows: found.filter((row) => row.id !== null) };
}

/**
 * Locks the counters in the order of the webhooks' ids, so that appends cannot deadlock. Locks none if the
 * subscriptions have changed since `version`.
 */
async function lockCounters(
  queries: Queries,
  { tenantId, mode, version }: Batch & { version: number | null },
  shares: readonly Share[],
): Promise<Map<string, Counter>> {
  const counters = await queries.all<Counter & { webhook_id: string }>(
    `select webhook_id, sequence, hash from queues
     where tenant_id = $1 and webhook_id = any($2::text[]) and ($4::bigint is null or $4 = (
       select version from webhook_versions where tenant_id = $1 and mode = $3))
     order by webhook_id for update of queues`,
    [tenantId, textColumn(shares, ({ webhookId }) => webhookId), mode, version],
  );
  return new Map(counters.map((counter) => [counter.webhook_id, counter]));
}

const insertEventRows = insertEventsFrom(3);

const insertEvents = (queries: Queries, { tenantId, mode, events }: Batch): Promise<unknown> =>
  queries.run(insertEventRows, [tenantId, mode, ...eventColumns(events)]);

const insertDeliveryRows = insertDeliveriesFrom(3);

const insertDeliveries = (
  queries: Queries,
  { tenantId, mode }: Batch,
  rows: readonly NewDelivery[],
): Promise<unknown> => queries.run(insertDeliveryRows, [tenantId, mode, ...deliveryColumns(rows)]);

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
      bigintColumn(shares, ({ after }) => after.sequence),
      textColumn(shares, ({ after }) => after.hash),
    ],
  );
