import { createHmac, type KeyObject, sign, timingSafeEqual, verify } from 'node:crypto';

/*
 * The server signs with this file, and the receivers verify with it. Signatures cover the exact bytes of the body.
 * Never sign or verify JSON that was parsed and serialized again.
 */

export type Body = string | Uint8Array;

/** What Standard Webhooks signs: `{id}.{timestamp}.{body}`. */
export interface Message {
  /** The header `webhook-id`. */
  id: string;
  /** The header `webhook-timestamp`, in seconds since 1970. */
  timestamp: number;
  body: Body;
}

/** How far a timestamp may be from now, in seconds, as in the libraries of Standard Webhooks. */
export const toleranceSeconds = 300;

/** `Smile-Signature`: HMAC-SHA512 of the body, in lower-case hex. */
export const smileSignature = (key: KeyObject, body: Body): string =>
  createHmac('sha512', key).update(body).digest('hex');

/** Whether one of the signatures was made with one of the keys. Spaces or commas separate signatures. */
export function verifySmileSignature(keys: readonly KeyObject[], body: Body, signatures: string): boolean {
  const given = signatures.trim().split(/[\s,]+/, maximumSignatures);
  return keys.some((key) => contains(given, smileSignature(key, body)));
}

/** `v1,` and base64 of HMAC-SHA256 of the message. */
export const signV1 = (key: KeyObject, message: Message): string =>
  `v1,${createHmac('sha256', key).update(signedContent(message)).digest('base64')}`;

/** Whether a `v1` signature was made with one of the keys. Does not check the time. */
export function verifyV1(keys: readonly KeyObject[], message: Message, signatures: string): boolean {
  const given = listOf(signatures);
  return keys.some((key) => contains(given, signV1(key, message)));
}

/** `v1a,` and base64 of the ed25519 signature of the message. Takes about 50 µs. */
export const signV1a = (key: KeyObject, message: Message): string =>
  `v1a,${sign(null, asBytes(signedContent(message)), key).toString('base64')}`;

/** Whether a `v1a` signature was made with one of the keys. Does not check the time. */
export function verifyV1a(keys: readonly KeyObject[], message: Message, signatures: string): boolean {
  const content = asBytes(signedContent(message));
  return listOf(signatures)
    .filter((signature) => signature.startsWith('v1a,'))
    .map((signature) => Buffer.from(signature.slice('v1a,'.length), 'base64'))
    .some((signature) => keys.some((key) => verify(null, content, key, signature)));
}

/** Whether `timestamp`, in seconds, is close enough to `now`, in ms. */
export const isFresh = (timestamp: number, now: number): boolean =>
  Math.abs(now / 1000 - timestamp) <= toleranceSeconds;

function signedContent({ id, timestamp, body }: Message): Body {
  const head = `${id}.${timestamp}.`;
  return typeof body === 'string' ? head + body : Buffer.concat([Buffer.from(head), body]);
}

/** Further signatures are ignored. The sender never sends so many, but an attacker could, to use up CPU time. */
const maximumSignatures = 20;

/**
 * Signatures are separated by spaces, or by commas if Node or a proxy has joined repeated headers. The comma after `v1`
 * or `v1a` is part of the signature.
 */
const listOf = (signatures: string): string[] =>
  signatures.trim().split(/,?\s+|,(?=v\d+[a-z]?,)/, maximumSignatures);

const asBytes = (body: Body): Uint8Array => (typeof body === 'string' ? Buffer.from(body) : body);

/**
 * Compares signatures in constant time. Otherwise, an attacker could measure how many characters of a guess are right.
 */
const contains = (given: readonly string[], expected: string): boolean => {
  const wanted = Buffer.from(expected);
  return given.some((signature) => {
    const bytes = Buffer.from(signature);
    return bytes.length === wanted.length && timingSafeEqual(bytes, wanted);
  });
};
