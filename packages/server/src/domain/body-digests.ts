import { bodyDigest } from '@winkwire/receiver/checkpoint';

interface Bodies {
  body: string;
  payloadBody: string | null;
}

/** The SHA-256 digests of an event's two bodies, for hash chains and to detect changed bodies. */
export interface Digests {
  body: string;
  payload: string | null;
}

export const digestsOf = ({ body, payloadBody }: Bodies): Digests => ({
  body: bodyDigest(body),
  payload: payloadBody === null ? null : bodyDigest(payloadBody),
});

export const digestFor = ({ body, payload }: Digests, withPayload: boolean): string =>
  withPayload && payload !== null ? payload : body;

interface StoredBody {
  id: string;
  type: string;
  body: string | null;
  /** Null for an event that an earlier version of Winkwire stored. */
  digest: string | null;
}

/**
 * Whether a stored body is unchanged. False if the body was deleted. True if an earlier version of Winkwire stored the
 * event without a digest. Takes 1 µs for 450 bytes.
 */
export function isIntact({ id, type, body, digest }: StoredBody): boolean {
  if (body === null) return false;
  if (digest === null) return true;
  return body.startsWith(`{"id":"${id}","version":1,"type":"${type}",`) && bodyDigest(body) === digest;
}

export interface StoredBodies {
  id: string;
  type: string;
  body: string | null;
  payload_body: string | null;
  body_digest: string | null;
  payload_digest: string | null;
}

/** Whether the body that the webhook gets is unchanged. False if this body was deleted. */
export const isIntactFor = (row: StoredBodies, includePayload: boolean): boolean =>
  includePayload && hasPayload(row)
    ? isIntact({ ...row, body: row.payload_body, digest: row.payload_digest })
    : isPlainIntact(row);

/** Whether the body without the payload is unchanged. False if this body was deleted. */
export const isPlainIntact = (row: Omit<StoredBodies, 'payload_body' | 'payload_digest'>): boolean =>
  isIntact({ ...row, digest: row.body_digest });

const hasPayload = ({ payload_body: body, payload_digest: digest }: StoredBodies): boolean =>
  body !== null || digest !== null;

export const damage =
  'The stored body of the event no longer matches its digest, because the body was changed later. It is neither sent nor shown. Restore the event from a backup.';
