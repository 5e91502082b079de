import type { Queries } from '../store/store.ts';
import { isIntactFor, isPlainIntact } from './body-digests.ts';
import { EventData } from './event-data.ts';
import { bytesOfBodies, countWithin, pageBytes } from './page-bytes.ts';
import { firstEventIdAt } from './portal-time.ts';
import type { Subscription } from './subscription.ts';

export interface CandidateEvent {
  id: string;
  mode: string;
  type: string;
  source_id: string;
  body: string | null;
  payload_body: string | null;
  body_digest: string | null;
  payload_digest: string | null;
}

/**
 * The part of the log to read: the events of one mode whose ids follow the id `after` and which happened before the
 * time `until`, in milliseconds since 1970.
 */
interface Range {
  tenantId: string;
  webhookId: string;
  mode: string;
  after: string;
  until: number;
}

interface Read {
  missing: CandidateEvent[];
  /** The last event that was read. Undefined when the range has been read to its end. */
  end: { id: string; at: number } | undefined;
}

type Matching = Pick<Subscription, 'wants'> & Partial<Pick<Subscription, 'includePayload' | 'filterSize'>>;

/**
 * At most this many events of the log are examined at once, including events that the webhook has already been given.
 * Without this limit, a statement that searches for missing events could read the whole log.
 */
const chunkSize = 500;

/**
 * Returns the events of the next chunk that match a subscription but were never given to its webhook. For each event,
 * two bodies are checked: the one that the webhook would get, and the one with which its filter is compared. If one of
 * them was deleted or has changed, the event is left out.
 */
export async function readMissing(
  queries: Queries,
  { tenantId, webhookId, mode, after, until }: Range,
  { wants, includePayload = false, filterSize }: Matching,
): Promise<Read> {
  const beyond = firstEventIdAt(until);
  const end = await endOfChunk(queries, [tenantId, mode, after, beyond]);
  const events = await queries.all<CandidateEvent>(
    `select id, mode, type, source_id, body, payload_body, body_digest, payload_digest from events e
     where tenant_id = $1 and mode = $2 and id > $3 and id ${end ? '<=' : '<'} $4 and not exists (
       select 1 from deliveries d where d.tenant_id = e.tenant_id and d.mode = e.mode and d.event_id = e.id
         and d.webhook_id = $5)
     order by id`,
    [tenantId, mode, after, end?.id ?? beyond, webhookId],
  );
  const missing = events.filter(
    (event) =>
      event.body !== null &&
      isIntactFor(event, includePayload) &&
      (filterSize === 0 || isPlainIntact(event)) &&
      wants(event.type, new EventData(event.body)),
  );
  return { missing, end };
}

/**
 * Finds the last event of the next chunk. Bodies may be large, so only their sizes are read. Undefined when the
 * chunk reaches the end of the range.
 */
async function endOfChunk(queries: Queries, range: string[]): Promise<Read['end']> {
  const rows = await queries.all<{ id: string; at: number; size: number }>(
    `select id, created_at as at, ${bytesOfBodies('e')} as size from events e
     where tenant_id = $1 and mode = $2 and id > $3 and id < $4 order by id limit ${chunkSize}`,
    range,
  );
  const fitting = countWithin(
    rows.map(({ size }) => Number(size)),
    pageBytes,
  );
  const last = rows[fitting - 1];
  return last && (fitting < rows.length || rows.length === chunkSize)
    ? { id: last.id, at: Number(last.at) }
    : undefined;
}
