import type { FilterPreview } from '@winkwire/contract/resources/filter-preview';
import type { Caller } from '../platform/caller.ts';
import type { Queries } from '../store/store.ts';
import { EventData } from './event-data.ts';
import { compileFilter, type EventFilter } from './event-filter.ts';
import { findImpossible } from './find-impossible.ts';
import { typeMatcher } from './subscription.ts';

const mostEvents = 1000;
/** Bodies may be large, and one thread of SQLite serves all reads. */
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
    const rows = await queries.all<{ id: string; type: string; body: string | null }>(
      `select id, type, body from events where tenant_id = $1 and mode = $2 and id < $3
       order by id desc limit ${chunkSize}`,
      [tenantId, mode, before],
    );
    for (const { type, body } of rows) {
      if (body === null || !isChosen(type) || preview.examined === mostEvents) continue;
      preview.examined++;
      if (matches(new EventData(body))) preview.matched++;
    }
    const last = rows.at(-1);
    if (!last || rows.length < chunkSize) break;
    before = last.id;
  }
  return preview;
}
