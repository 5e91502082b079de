import { hash as digestOf } from 'node:crypto';

/*
 * The hash chain of an endpoint. Two parties with the same events in the same order have the same hash.
 *
 *   hash_0 = 64 zeros
 *   hash_n = hex(sha256(hash_{n-1} + ':' + eventId + ':' + hex(sha256(body))))
 *
 * A receiver compares its hash with `GET /v1/webhooks/{id}/checkpoint`. The chain has the digest of a body instead of
 * the body, so that it can be verified after an erasure.
 */

export interface Checkpoint {
  /** How many events the hash covers. */
  sequence: number;
  /** 64 lower-case hex digits. */
  hash: string;
}

export const emptyCheckpoint: Checkpoint = Object.freeze({ sequence: 0, hash: '0'.repeat(64) });

const sha256 = (content: string | Uint8Array): string => digestOf('sha256', content);

/** The SHA-256 of the exact bytes, in lower-case hex. */
export const bodyDigest = (body: string | Uint8Array): string => sha256(body);

/** The hash after one more event, whose body has this digest. */
export const chainHash = (previous: string, eventId: string, digest: string): string =>
  sha256(`${previous}:${eventId}:${digest}`);

/** The checkpoint after one more event. */
export const advance = (
  { sequence, hash }: Checkpoint,
  event: { id: string; body: string | Uint8Array },
): Checkpoint => ({ sequence: sequence + 1, hash: chainHash(hash, event.id, bodyDigest(event.body)) });
