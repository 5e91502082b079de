// biome-ignore-all lint/style/noNonNullAssertion: the indexes lie within the arrays, and each share has a row
import { digestFor } from '../../domain/body-digests.ts';
import { textColumn } from '../../store/postgres/columns.ts';
import type { Queries, Value } from '../../store/store.ts';
import type { PackedHandoff } from '../model/handoff.ts';
import { deliveryColumns, deliveryColumnTypes } from './delivery-columns.postgres.ts';
import { eventColumnCount, eventColumns, insertEventsFrom } from './event-columns.postgres.ts';
import { insertKeysFrom, keyColumns } from './key-columns.postgres.ts';
import type { Known } from './known-counters.ts';
import type { Counter, NumberedShare } from './number-shares.ts';
import { handoffOf, isRefused, type PreparedBatch } from './prepared-batch.ts';

const deliveriesParameter = 6;
const deliveryTypes = [...deliveryColumnTypes, 'text'];
const deliveryArrays = deliveryTypes.map((type, index) => `$${deliveriesParameter + index}::${type}[]`);
const eventsParameter = deliveriesParameter + deliveryTypes.length;
const keysParameter = eventsParameter + eventColumnCount;

/**
 * The counters are locked last, so that other processes wait only for a short time. Reading them from a JSON object
 * avoids a join, which took 11 ms for 223 endpoints. The rows of `numbered` also contain the tenant. Otherwise,
 * PostgreSQL may look up only the tenant in the index, and compare each row with all of the tenant's counters.
 */
const statement = `
  with added as (
    ${insertEventsFrom(eventsParameter)} returning 1
  ), claimed as (
    ${insertKeysFrom(keysParameter)} returning 1
  ), links as materialized (
    select * from unnest(${deliveryArrays.join(', ')}) as v (webhook_id, n, event_id, source_id, payload, at, digest)
  ), shares as materialized (
    select webhook_id, count(*) as deliveries, array_agg(event_id order by n) as ids,
      array_agg(digest order by n) as digests
    from links group by webhook_id
  ), counted as materialized (
    select webhook_id, sequence, hash from queues
    where tenant_id = $1 and webhook_id = any(array(select webhook_id from shares))
      and (select count(*) from added) + (select count(*) from claimed) = $4::bigint
    order by webhook_id for update of queues
  ), counters as materialized (
    select jsonb_object_agg(webhook_id, jsonb_build_object('sequence', sequence, 'hash', hash)) as by_id from counted
  ), found as (
    select s.*, (by_id -> webhook_id ->> 'sequence')::bigint as before, by_id -> webhook_id ->> 'hash' as hash_before
    from counters, shares s where by_id ? webhook_id
  ), numbered as materialized (
    select $1::text as tenant_id, webhook_id, before, hash_before, before + deliveries as sequence,
      chain_hash(hash_before, ids, digests) as hash
    from found
  ), moved as (
    update queues q set sequence = v.sequence, hash = v.hash from numbered v
    where q.tenant_id = v.tenant_id and q.webhook_id = v.webhook_id
    returning 1
  ), queued as (
    insert into deliveries
      (tenant_id, mode, webhook_id, sequence, event_id, source_id, payload, created_at, updated_at)
    select $1, $2, webhook_id, (by_id -> webhook_id ->> 'sequence')::bigint + n, event_id, source_id, payload, at, at
    from counters, links where by_id ? webhook_id
  )
  select v.*, 1 / case
    when (select count(*) from added) + (select count(*) from claimed) = $4::bigint
      and (select count(*) from moved) = $5::bigint
      and coalesce((select version from webhook_versions where tenant_id = $1 and mode = $2), 0) = $3::bigint
    then 1 else 0 end as stored
  from (select 1) one left join numbered v on true`;

/** PostgreSQL's code for a missing function. A dump of the tables alone does not contain `chain_hash`. */
const missingFunction = '42883';

interface NumberedRow extends Counter {
  webhook_id: string;
  before: number;
  hash_before: string;
}

/**
 * Appends a batch when other processes also publish to its endpoints. One statement locks the counters and numbers the
 * deliveries, so other processes wait only briefly. Resolves with undefined if nothing was stored.
 */
export async function appendLocked(
  queries: Pick<Queries, 'all'>,
  batch: PreparedBatch,
  known: Known,
): Promise<PackedHandoff | undefined> {
  const deliveries = deliveriesOf(batch);
  try {
    const rows = await queries.all<NumberedRow>(statement, parametersOf(batch, deliveries));
    const numbered = sharesOf(batch, rows);
    known.counters.learn(batch.tenantId, numbered);
    return handoffOf(batch, numbered);
  } catch (error) {
    known.counters.forget(batch.tenantId, batch.shares);
    if (isRefused(error) || (error as { code?: unknown }).code === missingFunction) return undefined;
    throw error;
  }
}

/** `sequence` is the number within the batch, from 1. */
const deliveriesOf = ({ events, shares }: PreparedBatch) =>
  shares.flatMap(({ webhookId, events: indexes, withPayload }) =>
    indexes.map((index, n) => {
      const event = events[index]!;
      const payload = withPayload[n]!;
      const digest = digestFor(event.digests, payload);
      return { webhookId, sequence: n + 1, event, payload: payload ? 1 : 0, digest };
    }),
  );

const parametersOf = (batch: PreparedBatch, deliveries: ReturnType<typeof deliveriesOf>): Value[] => [
  batch.tenantId,
  batch.mode,
  batch.version,
  batch.events.length + batch.keyed.length,
  batch.shares.length,
  ...deliveryColumns(deliveries),
  textColumn(deliveries, ({ digest }) => digest),
  ...eventColumns(batch.events),
  ...keyColumns(batch.keyed),
];

function sharesOf({ shares }: PreparedBatch, rows: readonly NumberedRow[]): NumberedShare[] {
  const numbers = new Map(rows.map((row) => [row.webhook_id, row]));
  return shares.map((share) => {
    const { before, hash_before, sequence, hash } = numbers.get(share.webhookId)!;
    const counter = { sequence: before, hash: hash_before };
    return { ...share, before: counter, first: before + 1, after: { sequence, hash } };
  });
}
