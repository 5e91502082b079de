// biome-ignore-all lint/style/noNonNullAssertion: a batch is not empty, and its counters are known
import { isDeadlock } from '../../store/again-after-deadlock.ts';
import { bigintColumn, textColumn } from '../../store/postgres/columns.ts';
import type { Queries, Value } from '../../store/store.ts';
import { fanOut, filterSizeOf, unreadableOf } from '../fan-out/fan-out.ts';
import { HandoffPacker, type PackedHandoff } from '../model/handoff.ts';
import type { Publication } from '../model/publication.ts';
import { charactersOf } from '../model/rendered-event.ts';
import type { Known } from './append-events.postgres.ts';
import {
  deliveriesOf,
  deliveryColumnCount,
  deliveryColumns,
  insertDeliveriesFrom,
} from './delivery-columns.postgres.ts';
import { eventColumnCount, eventColumns, insertEventsFrom } from './event-columns.postgres.ts';
import { insertKeysFrom, keyColumns } from './key-columns.postgres.ts';
import {
  type Counter,
  type DigestedEvent,
  type NumberedShare,
  numberShares,
  withDigests,
} from './number-shares.ts';

/*
 * Appends events with one statement, from remembered counters. If they are out of date, the statement divides by zero
 * on purpose, so that nothing is stored.
 */

/** The largest batch for one statement. A larger batch needs some megabytes less memory with several statements. */
const limits = { characters: 4 * 1024 * 1024, deliveries: 10_000 };

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

const divisionByZero = '22012';

/** Publications of one tenant and mode, with numbers from the remembered counters. */
export interface NumberedBatch {
  tenantId: string;
  mode: string;
  /** The version of the subscriptions from which `shares` were computed. */
  version: number;
  filterSize: number;
  unreadable: readonly string[];
  events: readonly DigestedEvent[];
  keyed: readonly Publication[];
  shares: readonly NumberedShare[];
}

/**
 * Updates the known counters as the batch will update the stored ones. Returns undefined if one statement does not
 * suffice.
 */
export function numberAtOnce(publications: readonly Publication[], known: Known): NumberedBatch | undefined {
  const events = publications.map(({ event }) => event);
  const { tenantId, mode } = events[0]!;
  const cached = known.subscriptions.newest(`${mode} ${tenantId}`);
  const keyed = publications.filter(({ idempotency }) => idempotency);
  if (!cached || sum(events.map(charactersOf)) > limits.characters || repeatsKey(keyed)) return undefined;
  const shares = fanOut(events, cached.subscriptions);
  if (sum(shares.map((share) => share.events.length)) > limits.deliveries) return undefined;
  const own = (webhookId: string): Counter | undefined => known.counters.own(tenantId, webhookId);
  if (!shares.every(({ webhookId }) => own(webhookId))) return undefined;
  const digested = events.map(withDigests);
  const numbered = numberShares(digested, shares, (webhookId) => own(webhookId)!);
  known.counters.learn(tenantId, numbered);
  const { version, subscriptions } = cached;
  const filterSize = filterSizeOf(subscriptions);
  const unreadable = unreadableOf(subscriptions);
  return { tenantId, mode, version, filterSize, unreadable, events: digested, keyed, shares: numbered };
}

const repeatsKey = (keyed: readonly Publication[]): boolean =>
  new Set(keyed.map(({ idempotency }) => idempotency!.key)).size < keyed.length;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Resolves when the events are on the disk, or with undefined if nothing was stored. */
export async function appendAtOnce(
  queries: Pick<Queries, 'run'>,
  batch: NumberedBatch,
  known: Known,
): Promise<PackedHandoff | undefined> {
  try {
    await queries.run(statement, parametersOf(batch));
    return handoffOf(batch);
  } catch (error) {
    known.counters.forget(batch.tenantId, batch.shares);
    if (isDeadlock(error) || (error as { code?: unknown }).code === divisionByZero) return undefined;
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

function handoffOf({ tenantId, mode, filterSize, unreadable, events, shares }: NumberedBatch): PackedHandoff {
  const packer = new HandoffPacker();
  packer.addFilterSize(tenantId, mode, filterSize);
  packer.addUnreadable(tenantId, unreadable);
  const indexes = [...events.keys()];
  for (const share of shares) packer.add(share, indexes);
  return packer.pack();
}
