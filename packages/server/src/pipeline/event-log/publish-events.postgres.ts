// biome-ignore-all lint/style/noNonNullAssertion: only publications with a key are in this list
import { bigintColumn, textColumn } from '../../store/postgres/columns.ts';
import type { Queries } from '../../store/store.ts';
import type { Subscriptions } from '../fan-out/subscriptions.ts';
import type { Publication, PublicationResult } from '../model/publication.ts';
import type { RenderedEvent } from '../model/rendered-event.ts';
import { type Appending, appendEvents } from './append-events.postgres.ts';

export interface Published extends Appending {
  results: PublicationResult[];
  events: RenderedEvent[];
}

/** Stores the events that were not stored before. All publications must be of one tenant and mode. */
export async function publishEvents(
  queries: Queries,
  publications: readonly Publication[],
  subscriptions: Subscriptions,
): Promise<Published> {
  const claimed = await claimKeys(queries, publications);
  const results: PublicationResult[] = [];
  const events: RenderedEvent[] = [];
  for (const { event, idempotency } of publications) {
    const first = idempotency && claimed.get(idempotency.key)!;
    if (!first || first.event_id === event.id) {
      results.push({ kind: 'stored', eventId: event.id });
      events.push(event);
    } else if (first.digest === idempotency.digest) {
      results.push({ kind: 'repeated', eventId: first.event_id });
    } else results.push({ kind: 'conflict' });
  }
  return { results, events, ...(await appendEvents(queries, events, subscriptions)) };
}

interface ClaimedKey {
  key: string;
  digest: string;
  event_id: string;
}

/**
 * Returns the event that has claimed each key: one of these events, or an earlier one. Waits for other transactions
 * that are claiming the same keys.
 */
async function claimKeys(
  queries: Queries,
  publications: readonly Publication[],
): Promise<Map<string, ClaimedKey>> {
  const firsts = new Map<string, Required<Publication>>();
  for (const { event, idempotency } of publications) {
    if (idempotency && !firsts.has(idempotency.key)) firsts.set(idempotency.key, { event, idempotency });
  }
  if (firsts.size === 0) return new Map();
  const { tenantId, mode } = publications[0]!.event;
  // The rows are sorted by key, so that two batches cannot deadlock.
  const rows = [...firsts.values()].sort((a, b) => (a.idempotency!.key < b.idempotency!.key ? -1 : 1));
  const keys = textColumn(rows, ({ idempotency }) => idempotency!.key);
  const [, claimed] = await Promise.all([
    queries.run(
      `insert into idempotency_keys (tenant_id, mode, key, digest, event_id, created_at)
       select $1, $2, * from unnest($3::text[], $4::text[], $5::text[], $6::bigint[]) on conflict do nothing`,
      [
        tenantId,
        mode,
        keys,
        textColumn(rows, ({ idempotency }) => idempotency!.digest),
        textColumn(rows, ({ event }) => event.id),
        bigintColumn(rows, ({ event }) => event.at),
      ],
    ),
    queries.all<ClaimedKey>(
      `select key, digest, event_id from idempotency_keys
       where tenant_id = $1 and mode = $2 and key = any($3::text[])`,
      [tenantId, mode, keys],
    ),
  ]);
  return new Map(claimed.map((row) => [row.key, row]));
}
