// biome-ignore-all lint/style/noNonNullAssertion: the list is not empty here
import { hash } from 'node:crypto';
import type { PulledEvents } from '@winkwire/contract/resources/reconciliation';
import { damage, isIntact } from '../domain/body-digests.ts';
import { eventOfDelivery } from '../domain/event-of-delivery.ts';
import { countWithin, pageBytes } from '../domain/page-bytes.ts';
import { findQueue } from '../domain/queues.ts';
import { findWatermark } from '../domain/retention-watermark.ts';
import { findEndpoint } from '../domain/webhooks.ts';
import { asObject, deliveryHeaders } from '../pipeline/deliver/delivery-headers.ts';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { SecretBox } from '../platform/secret-box.ts';
import type { Queries } from '../store/store.ts';

interface Row {
  sequence: number;
  event_id: string;
  type: string;
  session_id: string | null;
  body: string | null;
  digest: string | null;
}

/**
 * A webhook's events after a sequence, with the same ids and bytes as in deliveries, but new signatures. Throws
 * MISSING_RESOURCE if the next events have expired.
 */
export async function pullEvents(
  { queries, box, now }: { queries: Queries; box: SecretBox; now: number },
  caller: Caller,
  page: { webhookId: string; after: number; size: number },
): Promise<PulledEvents> {
  // The webhook's own headers are left out: they often contain credentials, which a client that pulls does not need.
  const endpoint = { ...(await findEndpoint({ queries, box }, caller, page.webhookId)), headers: [] };
  const rows = await readRows(queries, caller, page);
  // The watermark is read after the rows. Otherwise, nobody would notice that a row expired between the two reads.
  const watermark = await findWatermark(queries, { tenantId: caller.tenantId, webhookId: page.webhookId });
  if (page.after < watermark.sequence) {
    throw new Failure(
      'MISSING_RESOURCE',
      `Events up to number ${watermark.sequence} of this webhook have expired. Continue with after=${watermark.sequence}. To verify the later events, start from the hash under "expired" in the checkpoint.`,
    );
  }
  const { sequence: lastSequence } = await findQueue(queries, caller, page.webhookId);
  const items = untilDamaged(rows).map(
    ({ sequence, event_id: eventId, session_id: sessionId, body, digest }) => ({
      sequence,
      body,
      digest: digest ?? hash('sha256', body!),
      headers:
        body === null
          ? { 'webhook-id': eventId, 'webhook-sequence': String(sequence) }
          : asObject(deliveryHeaders(endpoint, { body, eventId, sequence, sessionId }, now)),
    }),
  );
  return { items, lastSequence };
}

/**
 * The rows before the first damaged one. If the first row is damaged, throws an error with its digest, so that the
 * receiver can skip the row.
 */
function untilDamaged(rows: readonly Row[]): readonly Row[] {
  const at = rows.findIndex(
    ({ event_id: id, type, body, digest }) => body !== null && !isIntact({ id, type, body, digest }),
  );
  if (at !== 0) return at < 0 ? rows : rows.slice(0, at);
  const { sequence, event_id: eventId, digest } = rows[0]!;
  throw new Failure(
    'SERVER_ERROR',
    `Sequence ${sequence}, event ${eventId}: ${damage} To skip this event, use after=${sequence}. To extend your hash chain by it, use its stored digest ${digest}.`,
  );
}

/** Reads fewer than `size` rows if the bodies are large. */
async function readRows(
  queries: Queries,
  { tenantId }: Caller,
  { webhookId, after, size }: { webhookId: string; after: number; size: number },
): Promise<Row[]> {
  const body = 'case when d.payload = 1 then e.payload_body else e.body end';
  const found = `from deliveries d ${eventOfDelivery}
     where d.tenant_id = $1 and d.webhook_id = $2 and d.sequence > $3
     order by d.sequence limit $4`;
  const parameters = [tenantId, webhookId, after] as const;
  const sizes = await queries.all<{ size: number }>(
    `select coalesce(octet_length(${body}), 0) as size ${found}`,
    [...parameters, size],
  );
  const limit = countWithin(
    sizes.map((row) => Number(row.size)),
    pageBytes,
  );
  return queries.all<Row>(
    `select d.sequence, d.event_id, e.type, e.session_id, ${body} as body,
       case when d.payload = 1 then e.payload_digest else e.body_digest end as digest ${found}`,
    [...parameters, limit],
  );
}
