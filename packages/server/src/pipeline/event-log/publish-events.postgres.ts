import { chunksOf, places } from '../../store/rows.ts';
import type { Queries, Value } from '../../store/store.ts';
import { appendEvents } from './append-events.postgres.ts';
import type { Handoff } from './appended.ts';
import type { Publication, PublicationResult } from './publication.ts';
import type { RenderedEvent } from './render-event.ts';

export interface Published extends Handoff {
  results: PublicationResult[];
  events: RenderedEvent[];
}

/** Stores what was not stored before. The publications are of one tenant and mode. */
export async function publishEvents(
  queries: Queries,
  publications: readonly Publication[],
): Promise<Published> {
  const taken = await takeKeys(queries, publications);
  const results: PublicationResult[] = [];
  const events: RenderedEvent[] = [];
  for (const { event, idempotency } of publications) {
    const first = idempotency && taken.get(idempotency.key)!;
    if (!first || first.event_id === event.id) {
      results.push({ kind: 'stored', eventId: event.id });
      events.push(event);
    } else if (first.digest === idempotency.digest) {
      results.push({ kind: 'repeated', eventId: first.event_id });
    } else results.push({ kind: 'conflict' });
  }
  return { results, events, ...(await appendEvents(queries, events)) };
}

interface Taken {
  key: string;
  digest: string;
  event_id: string;
}

/** Who took each key: one of these events, or an earlier one. A key that another transaction is taking is waited for. */
async function takeKeys(queries: Queries, publications: readonly Publication[]): Promise<Map<string, Taken>> {
  const firsts = new Map<string, Value[]>();
  for (const { event, idempotency } of publications) {
    if (!idempotency || firsts.has(idempotency.key)) continue;
    const { tenantId, mode, id, at } = event;
    firsts.set(idempotency.key, [tenantId, mode, idempotency.key, idempotency.digest, id, at]);
  }
  if (firsts.size === 0) return new Map();
  // In one order everywhere, so that two batches cannot wait for each other.
  const rows = [...firsts.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  for (const chunk of chunksOf(rows)) {
    await queries.run(
      `insert into idempotency_keys (tenant_id, mode, key, digest, event_id, created_at)
       values ${places(chunk.length, 6)} on conflict do nothing`,
      chunk.flat(),
    );
  }
  const { tenantId, mode } = publications[0]!.event;
  const taken = await queries.all<Taken>(
    `select key, digest, event_id from idempotency_keys
     where tenant_id = $1 and mode = $2 and key in (select json_array_elements_text($3::json))`,
    [tenantId, mode, JSON.stringify([...firsts.keys()])],
  );
  return new Map(taken.map((row) => [row.key, row]));
}
