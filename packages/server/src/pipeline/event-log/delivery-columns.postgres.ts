// biome-ignore-all lint/style/noNonNullAssertion: the indexes lie within the array
import { bigintColumn, textColumn } from '../../store/postgres/columns.ts';
import type { RenderedEvent } from '../model/rendered-event.ts';
import type { NumberedShare } from './number-shares.ts';

/** $1 is the tenant, and $2 is the mode. The other columns are arrays, from parameter `first` on. */
export function insertDeliveriesFrom(first: number): string {
  const arrays = deliveryColumnTypes.map((type, index) => `$${first + index}::${type}[]`);
  return `insert into deliveries
    (tenant_id, mode, webhook_id, sequence, event_id, source_id, payload, created_at, updated_at)
  select $1, $2, v.*, v.at from unnest(${arrays.join(', ')}) as v (webhook_id, sequence, event_id, source_id, payload, at)`;
}

export const deliveryColumnTypes = ['text', 'bigint', 'text', 'text', 'bigint', 'bigint'];

export const deliveryColumnCount = deliveryColumnTypes.length;

export interface NewDelivery {
  webhookId: string;
  sequence: number;
  event: RenderedEvent;
  payload: number;
}

export const deliveriesOf = (
  events: readonly RenderedEvent[],
  shares: readonly NumberedShare[],
): NewDelivery[] =>
  shares.flatMap(({ webhookId, first, events: indexes, withPayload }) =>
    indexes.map((index, n) => ({
      webhookId,
      sequence: first + n,
      event: events[index]!,
      payload: withPayload[n] ? 1 : 0,
    })),
  );

export const deliveryColumns = (rows: readonly NewDelivery[]): Buffer[] => [
  textColumn(rows, ({ webhookId }) => webhookId),
  bigintColumn(rows, ({ sequence }) => sequence),
  textColumn(rows, ({ event }) => event.id),
  textColumn(rows, ({ event }) => event.sourceId),
  bigintColumn(rows, ({ payload }) => payload),
  bigintColumn(rows, ({ event }) => event.at),
];
