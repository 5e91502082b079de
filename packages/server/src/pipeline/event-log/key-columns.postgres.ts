// biome-ignore-all lint/style/noNonNullAssertion: only publications with a key are in this list
import { bigintColumn, textColumn } from '../../store/postgres/columns.ts';
import type { Publication } from '../model/publication.ts';

/** $1 is the tenant, and $2 is the mode. The other columns are arrays, from parameter `first` on. */
export const insertKeysFrom = (first: number): string => `insert into idempotency_keys
    (tenant_id, mode, key, digest, event_id, created_at)
  select $1, $2, * from unnest($${first}::text[], $${first + 1}::text[], $${first + 2}::text[], $${first + 3}::bigint[])
  on conflict do nothing`;

/** Sorted by key, so that two batches cannot deadlock. */
export function keyColumns(publications: readonly Publication[]): Buffer[] {
  const rows = publications.toSorted((one, other) =>
    one.idempotency!.key < other.idempotency!.key ? -1 : 1,
  );
  return [
    textColumn(rows, ({ idempotency }) => idempotency!.key),
    textColumn(rows, ({ idempotency }) => idempotency!.digest),
    textColumn(rows, ({ event }) => event.id),
    bigintColumn(rows, ({ event }) => event.at),
  ];
}
