import { bodyDigest } from '@winkwire/receiver/checkpoint';
import type { RenderedEvent } from '../pipeline/event-log/render-event.ts';

/** What hash chains hold of the two bodies. It is stored beside them, and tells whether they are still what was made. */
export interface Digests {
  body: string;
  payload: string | null;
}

export const digestsOf = ({ body, payloadBody }: Pick<RenderedEvent, 'body' | 'payloadBody'>): Digests => ({
  body: bodyDigest(body),
  payload: payloadBody === null ? null : bodyDigest(payloadBody),
});

/** The digest of the text that `bodyFor` chooses. */
export const digestFor = ({ body, payload }: Digests, withPayload: boolean): string =>
  withPayload && payload !== null ? payload : body;

interface StoredBody {
  id: string;
  type: string;
  body: string | null;
  /** Null where an earlier version stored the event. */
  digest: string | null;
}

/** Whether a body that was read back is the one that was made, and made for this event. 1 µs for 450 bytes. */
export function isIntact({ id, type, body, digest }: StoredBody): boolean {
  if (body === null) return false;
  if (digest === null) return true;
  return body.startsWith(`{"id":"${id}","version":1,"type":"${type}",`) && bodyDigest(body) === digest;
}

/** An event's row, as far as its bodies are concerned. */
export interface StoredBodies {
  id: string;
  type: string;
  body: string | null;
  payload_body: string | null;
  body_digest: string | null;
  payload_digest: string | null;
}

/** The same for a row that is not shredded, and both of its bodies. */
export function areIntact(row: StoredBodies): boolean {
  const { id, type } = row;
  const hasPayload = row.payload_body !== null || row.payload_digest !== null;
  return (
    isIntact({ id, type, body: row.body, digest: row.body_digest }) &&
    (!hasPayload || isIntact({ id, type, body: row.payload_body, digest: row.payload_digest }))
  );
}

/** What is told of a body that is not what was made. */
export const damage =
  'Its stored body has changed since it was made: its digest differs, so it is neither sent nor shown. Restore the event from a backup.';
