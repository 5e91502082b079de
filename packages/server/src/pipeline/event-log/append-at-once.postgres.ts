// biome-ignore-all lint/style/noNonNullAssertion: the counters of a numbered batch are known

import { isLockTimeout } from '../../store/postgres/again-after-lock-timeout.ts';
import { bigintColumn, textColumn } from '../../store/postgres/columns.ts';
import type { Queries, Value } from '../../store/store.ts';
import type { PackedHandoff } from '../model/handoff.ts';
import {
  deliveriesOf,
  deliveryColumnCount,
  deliveryColumns,
  insertDeliveriesFrom,
} from './delivery-columns.postgres.ts';
import { eventColumnCount, eventColumns, insertEventsFrom } from './event-columns.postgres.ts';
import { insertKeysFrom, keyColumns } from './key-columns.postgres.ts';
import type { Known } from './known-counters.ts';
import { type Counter, type NumberedShare, numberShares } from './number-shares.ts';
import { handoffOf, isRefused, type PreparedBatch } from './prepared-batch.ts';

/*
 * Appends events with one statement, using the counters that the process remembers. If a counter is out of date, the
 * statement divides by zero on purpose, so that nothing is stored.
 */

const countersParameter = 6;
const counterTypes = ['text', 'text', 'bigint', 'text', 'bigint', 'text'];
const eventsParameter = countersParameter + counterTypes.length;
const deliveriesParameter = eventsParameter + eventColumnCount;
const keysParameter = deliveriesParameter + deliveryColumnCount;
const counterArrays = counterTypes.map((type, index) => `$${countersParameter + index}::${type}[]`);

/** Two batches lock the counters in the same order of ids, so they cannot deadlock. */
const statement = `
  with moved as (
    update queues q set sequence = v.sequence, hash = v.hash
    from (select * from unnest(${counterArrays.join(', ')})
      as v (tenant_id, webhook_id, sequence_before, hash_before, sequence, hash) order by webhook_id) as v
    where q.tenant_id = v.tenant_id and q.webhook_id = v.webhook_id
      and q.sequence = v.sequence_before and q.hash = v.hash_before
    returning 1
  ), claimed as (
    ${insertKeysFrom(keysParameter)} returning 1
  ), added as (
    ${insertEventsFrom(eventsParameter)}
  ), queued as (
    ${insertDeliveriesFrom(deliveriesParameter)}
  )
  select 1 / case
    when (select count(*) from claimed) = $4::bigint
      and (select count(*) from moved) = $5::bigint
      and coalesce((select version from webhook_versions where tenant_id = $1 and mode = $2), 0) = $3::bigint
    then 1 else 0 end`;

/** A batch with numbers from the remembered counters. */
export interface NumberedBatch extends PreparedBatch {
  shares: readonly NumberedShare[];
}

/**
 * Assigns numbers and advances the remembered counters. Returns undefined if a counter is unknown, or if other
 * processes change it.
 */
export function numberAtOnce(batch: PreparedBatch, known: Known): NumberedBatch | undefined {
  const { tenantId, events, shares } = batch;
  const own = (webhookId: string): Counter | undefined => known.counters.own(tenantId, webhookId);
  if (!shares.every(({ webhookId }) => own(webhookId))) return undefined;
  const numbered = numberShares(events, shares, (webhookId) => own(webhookId)!);
  known.counters.learn(tenantId, numbered);
  return { ...batch, shares: numbered };
}

/** Resolves when the events are on the disk, or with undefined if nothing was stored. */
export async function appendAtOnce(
  queries: Pick<Queries, 'run'>,
  batch: NumberedBatch,
  known: Known,
): Promise<PackedHandoff | undefined> {
  try {
    await queries.run(statement, parametersOf(batch));
    return handoffOf(batch, batch.shares);
  } catch (error) {
    known.counters.forget(batch.tenantId, batch.shares);
    if (isRefused(error) || isLockTimeout(error)) return undefined;
    throw error;
  }
}

const parametersOf = ({ tenantId, mode, version, events, keyed, shares }: NumberedBatch): Value[] => [
  tenantId,
  mode,
  version,
  keyed.length,
  shares.length,
  textColumn(shares, () => tenantId),
  textColumn(shares, ({ webhookId }) => webhookId),
  bigintColumn(shares, ({ before }) => before.sequence),
  textColumn(shares, ({ before }) => before.hash),
  bigintColumn(shares, ({ after }) => after.sequence),
  textColumn(shares, ({ after }) => after.hash),
  ...eventColumns(events),
  ...deliveryColumns(deliveriesOf(events, shares)),
  ...keyColumns(keyed),
];
