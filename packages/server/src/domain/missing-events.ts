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

/** The events of one mode after the id `after` and before the time `until`, in milliseconds since 1970. */
interface Range {
  tenantId: string;
  webhookId: string;
  mode: string;
  after: string;
  until: number;
}

interface Read {
  missing: CandidateEvent[];
  /** The last event that was read. Undefined at the end of the range. */
  end: { id: string; at: number } | undefined;
}

type Matching = Pick<Subscription, 'wants'> & Partial<Pick<Subscription, 'includePayload' | 'filterSize'>>;

/** Without this limit, one statement could read the whole log. */
const chunkSize = 500;

/**
 * Returns matching events of the next chunk that the webhook was never given. Leaves out events whose body was deleted
 * or has changed.
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
 * Finds the last event of the next chunk. Reads only the sizes of bodies. Undefined when the chunk reaches the end of
 * the range.
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
