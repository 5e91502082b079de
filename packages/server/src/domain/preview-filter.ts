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
/**
 * The number of events that are read and matched at once. A higher number would block SQLite's reading thread and the
 * main thread for longer.
 */
const chunkSize = 50;
const defaultBudgetMs = 250;

interface Question {
  eventTypes: readonly string[];
  filter: EventFilter;
  /** In ms. Tests set `Infinity`, so that all events are examined even on a busy machine. */
  budgetMs?: number;
}

/** Counts the newest events that match the filter, until `mostEvents` or `budgetMs` is reached. */
export async function previewFilter(
  queries: Queries,
  caller: Caller,
  { eventTypes, filter, budgetMs = defaultBudgetMs }: Question,
): Promise<FilterPreview> {
  const until = performance.now() + budgetMs;
  const isChosen = typeMatcher(eventTypes);
  const { matches } = compileFilter(filter);
  const preview = { examined: 0, matched: 0, warning: findImpossible(filter, eventTypes) ?? null };
  // Sorts after every id, because the digits of ids are hexadecimal.
  let before = 'et-g';
  while (preview.examined < mostEvents && performance.now() < until) {
    const chunk = await readChunk(queries, { ...caller, before }, isChosen);
    for (const { body } of chunk.events.slice(0, mostEvents - preview.examined)) {
      preview.examined++;
      if (matches(new EventData(body))) preview.matched++;
    }
    if (chunk.end === undefined) break;
    before = chunk.end;
  }
  return preview;
}

interface Header {
  id: string;
  type: string;
  digest: string | null;
  /** In bytes. Null if the body was deleted. */
  size: number | null;
}

interface Chunk {
  events: { body: string }[];
  /** The id before which the next chunk begins. Undefined if there are no more events. */
  end: string | undefined;
}

/** Reads the events before the id `before`, newest first. Only the bodies of the chosen types are read. */
async function readChunk(
  queries: Queries,
  { tenantId, mode, before }: Caller & { before: string },
  isChosen: (type: string) => boolean,
): Promise<Chunk> {
  const headers = await queries.all<Header>(
    `select id, type, body_digest as digest, octet_length(body) as size from events
     where tenant_id = $1 and mode = $2 and id < $3 order by id desc limit $4`,
    [tenantId, mode, before, chunkSize],
  );
  const chosen = headers.filter(({ type, size }) => size !== null && isChosen(type));
  const sizes = chosen.map(({ size }) => Number(size));
  const fitting = chosen.slice(0, countWithin(sizes, pageBytes));
  const last = fitting.length < chosen.length ? fitting.at(-1) : headers.at(-1);
  const bodies = await readBodies(queries, { tenantId, mode, ids: fitting.map(({ id }) => id) });
  const events = fitting.flatMap(({ id, type, digest }) => {
    const body = bodies.get(id);
    return body !== undefined && isIntact({ id, type, body, digest }) ? [{ body }] : [];
  });
  return { events, end: last?.id };
}

async function readBodies(
  queries: Queries,
  { tenantId, mode, ids }: Pick<Caller, 'tenantId' | 'mode'> & { ids: readonly string[] },
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const places = ids.map((_, index) => `$${index + 3}`).join(', ');
  const rows = await queries.all<{ id: string; body: string }>(
    `select id, body from events
     where tenant_id = $1 and mode = $2 and id in (${places}) and body is not null`,
    [tenantId, mode, ...ids],
  );
  return new Map(rows.map(({ id, body }) => [id, body]));
}
