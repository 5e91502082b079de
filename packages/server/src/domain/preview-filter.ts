import type { FilterPreview } from '@winkwire/contract/resources/filter-preview';
import type { Caller } from '../platform/caller.ts';
import type { Queries } from '../store/store.ts';
import { isIntact } from './body-digests.ts';
import { EventData } from './event-data.ts';
import { compileFilter, type EventFilter } from './event-filter.ts';
import { findImpossible } from './find-impossible.ts';
import { countWithin, pageBytes } from './page-bytes.ts';
import { typeMatcher } from './subscription.ts';

const mostEvents = 1000;
interface Row {
  id: string;
  type: string;
  body: string | null;
  digest: string | null;
}

/** A chunk takes one thread: that of SQLite to be read, and the main one to be matched. */
const chunkSize = 50;
const budgetMs = 250;

/** How many of the newest events of these types the filter matches. Stops early when that takes too long. */
export async function previewFilter(
  queries: Queries,
  { tenantId, mode }: Caller,
  { eventTypes, filter }: { eventTypes: readonly string[]; filter: EventFilter },
): Promise<FilterPreview> {
  const until = performance.now() + budgetMs;
  const isChosen = typeMatcher(eventTypes);
  const { matches } = compileFilter(filter);
  const preview = { examined: 0, matched: 0, warning: findImpossible(filter, eventTypes) ?? null };
  // After every id, in the order of any language: ids have hexadecimal digits.
  let before = 'et-g';
  while (preview.examined < mostEvents && performance.now() < until) {
    const rows = await newestBefore(queries, { tenantId, mode, before });
    for (const row of rows) {
      if (row.body === null || !isChosen(row.type) || preview.examined === mostEvents || !isIntact(row))
        continue;
      preview.examined++;
      if (matches(new EventData(row.body))) preview.matched++;
    }
    const last = rows.at(-1);
    if (!last) break;
    before = last.id;
  }
  return preview;
}

async function newestBefore(
  queries: Queries,
  { tenantId, mode, before }: Caller & { before: string },
): Promise<Row[]> {
  const chunk = 'from events where tenant_id = $1 and mode = $2 and id < $3 order by id desc limit $4';
  const sizes = await queries.all<{ size: number }>(
    `select coalesce(octet_length(body), 0) as size ${chunk}`,
    [tenantId, mode, before, chunkSize],
  );
  const fitting = countWithin(
    sizes.map(({ size }) => Number(size)),
    pageBytes,
  );
  return queries.all(`select id, type, body, body_digest as digest ${chunk}`, [
    tenantId,
    mode,
    before,
    fitting,
  ]);
}
