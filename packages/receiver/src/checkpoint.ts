import { hash as digestOf } from 'node:crypto';

/*
 * The hash chain of an endpoint: whoever holds the same events in the same order holds the same hash.
 *
 *   hash_0 = 64 zeros
 *   hash_n = hex(sha256(hash_{n-1} + ':' + eventId + ':' + hex(sha256(body))))
 *
 * A receiver keeps one hash and its sequence, and compares them with `GET /v1/webhooks/{id}/checkpoint`.
 * The body's digest stands in for the body, so that a body can be erased and the chain still be verified.
 */

export interface Checkpoint {
  /** How many events the hash is over. */
  sequence: number;
  /** 64 lower-case hex digits. */
  hash: string;
}

export const emptyCheckpoint: Checkpoint = Object.freeze({ sequence: 0, hash: '0'.repeat(64) });

// One-shot: 0.4 µs for a body of 300 bytes.
const sha256 = (content: string | Uint8Array): string => digestOf('sha256', content);

/** Lower-case hex SHA-256 of a body's exact bytes. */
export const bodyDigest = (body: string | Uint8Array): string => sha256(body);

/** The hash after one more event, from the digest of its body. */
export const chainHash = (previous: string, eventId: string, digest: string): string =>
  sha256(`${previous}:${eventId}:${digest}`);

/** The checkpoint after one more event. */
export const advance = (
  { sequence, hash }: Checkpoint,
  event: { id: string; body: string | Uint8Array },
): Checkpoint => ({ sequence: sequence + 1, hash: chainHash(hash, event.id, bodyDigest(event.body)) });
