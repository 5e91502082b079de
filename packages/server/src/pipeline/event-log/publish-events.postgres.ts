// biome-ignore-all lint/style/noNonNullAssertion: only publications with a key are in this list
import type { Queries } from '../../store/store.ts';
import type { PackedHandoff } from '../model/handoff.ts';
import type { Publication, PublicationResult } from '../model/publication.ts';
import type { RenderedEvent } from '../model/rendered-event.ts';
import { type Appending, appendEvents } from './append-events.postgres.ts';
import { hasDigest } from './has-digest.ts';
import { insertKeysFrom, keyColumns } from './key-columns.postgres.ts';
import type { Known } from './known-counters.ts';

export interface Published extends PackedHandoff {
  results: PublicationResult[];
  events: RenderedEvent[];
}

/** Skips events whose idempotency key was used before. All publications must be of one tenant and mode. */
export async function publishEvents(
  queries: Queries,
  publications: readonly Publication[],
  known: Known,
): Promise<Published & Appending> {
  const claimed = await claimKeys(queries, publications);
  const results: PublicationResult[] = [];
  const events: RenderedEvent[] = [];
  for (const { event, idempotency } of publications) {
    const first = idempotency && claimed.get(idempotency.key)!;
    if (!first || first.event_id === event.id) {
      results.push({ kind: 'stored', eventId: event.id });
      events.push(event);
    } else if (hasDigest(first.digest, idempotency)) {
      results.push({ kind: 'repeated', eventId: first.event_id });
    } else results.push({ kind: 'conflict' });
  }
  return { results, events, ...(await appendEvents(queries, events, known)) };
}

const insertKeys = insertKeysFrom(3);

interface ClaimedKey {
  key: string;
  digest: string;
  event_id: string;
}

/** Returns the event for each key, which may be an earlier one. Waits for other transactions with the same keys. */
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
  const columns = keyColumns([...firsts.values()]);
  const [, claimed] = await Promise.all([
    queries.run(insertKeys, [tenantId, mode, ...columns]),
    queries.all<ClaimedKey>(
      `select key, digest, event_id from idempotency_keys
       where tenant_id = $1 and mode = $2 and key = any($3::text[])`,
      [tenantId, mode, columns[0]!],
    ),
  ]);
  return new Map(claimed.map((row) => [row.key, row]));
}
