import { bigintColumn, textColumn } from '../../store/postgres/columns.ts';
import type { DigestedEvent } from './number-shares.ts';

/** $1 is the tenant, and $2 is the mode. The other columns are arrays, from parameter `first` on. */
export function insertEventsFrom(first: number): string {
  const arrays = types.map((type, index) => `$${first + index}::${type}[]`);
  return `insert into events
    (tenant_id, mode, id, type, source_id, user_id, session_id, bucket, created_at, body, payload_body, traceparent,
     body_digest, payload_digest)
  select $1, $2, * from unnest(${arrays.join(', ')})`;
}

const types = [...Array(5).fill('text'), 'bigint', 'bigint', ...Array(5).fill('text')];

export const eventColumnCount = types.length;

export const eventColumns = (events: readonly DigestedEvent[]): Buffer[] => [
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
];
