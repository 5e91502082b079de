import { createHmac, type KeyObject, sign, timingSafeEqual, verify } from 'node:crypto';

/*
 * The server signs with this file, and the receivers of this package verify with it. The keys come from `keys.ts`.
 * Signatures cover the exact bytes of the body. Never sign or verify JSON that was parsed and serialized again.
 */

export type Body = string | Uint8Array;

/** The parts of the text that Standard Webhooks signs: `{id}.{timestamp}.{body}`. */
export interface Message {
  /** The header `webhook-id`. */
  id: string;
  /** The header `webhook-timestamp` of this attempt, in whole seconds since 1970. */
  timestamp: number;
  body: Body;
}

/** How many seconds a timestamp may differ from the current time. Libraries of Standard Webhooks use the same value. */
export const toleranceSeconds = 300;

/** Makes a `Smile-Signature`: HMAC-SHA512 of the body, in lower-case hex. The key comes from `smileKey(secret)`. */
export const smileSignature = (key: KeyObject, body: Body): string =>
  createHmac('sha512', key).update(body).digest('hex');

/**
 * Whether at least one of the signatures was made with one of the keys. The signatures are separated by spaces or
 * commas.
 */
export function verifySmileSignature(keys: readonly KeyObject[], body: Body, signatures: string): boolean {
  const given = signatures.trim().split(/[\s,]+/, maximumSignatures);
  return keys.some((key) => contains(given, smileSignature(key, body)));
}

/** Makes a `v1` signature: `v1,` and base64 of HMAC-SHA256 of the message. The key comes from `standardKey(secret)`. */
export const signV1 = (key: KeyObject, message: Message): string =>
  `v1,${createHmac('sha256', key).update(signedContent(message)).digest('base64')}`;

/**
 * Whether at least one of the signatures is a `v1` that was made with one of the keys. The signatures are separated by
 * spaces. The time is not checked.
 */
export function verifyV1(keys: readonly KeyObject[], message: Message, signatures: string): boolean {
  const given = listOf(signatures);
  return keys.some((key) => contains(given, signV1(key, message)));
}

/**
 * Makes a `v1a` signature: `v1a,` and base64 of the ed25519 signature of the message. The key comes from
 * `signingKey(whsk)`. One signature takes about 50 µs.
 */
export const signV1a = (key: KeyObject, message: Message): string =>
  `v1a,${sign(null, asBytes(signedContent(message)), key).toString('base64')}`;

/**
 * Whether at least one of the signatures is a `v1a` that was made with one of the keys. The signatures are separated by
 * spaces. The time is not checked.
 */
export function verifyV1a(keys: readonly KeyObject[], message: Message, signatures: string): boolean {
  const content = asBytes(signedContent(message));
  return listOf(signatures)
    .filter((signature) => signature.startsWith('v1a,'))
    .map((signature) => Buffer.from(signature.slice('v1a,'.length), 'base64'))
    .some((signature) => keys.some((key) => verify(null, content, key, signature)));
}

/**
 * Whether `timestamp` is within the tolerance before or after `now`. `timestamp` is in seconds since 1970, and `now` in
 * milliseconds.
 */
export const isFresh = (timestamp: number, now: number): boolean =>
  Math.abs(now / 1000 - timestamp) <= toleranceSeconds;

function signedContent({ id, timestamp, body }: Message): Body {
  const head = `${id}.${timestamp}.`;
  return typeof body === 'string' ? head + body : Buffer.concat([Buffer.from(head), body]);
}

/**
 * The maximum number of signatures that are verified. All further ones are ignored: the sender never sends so
 * many, but an attacker could send a long list to use up CPU time.
 */
const maximumSignatures = 20;

/**
 * The signatures in a header are separated by spaces. If a header is repeated, Node and proxies join its values with
 * commas, with or without a space. The comma after a version does not separate signatures.
 */
const listOf = (signatures: string): string[] =>
  signatures.trim().split(/,?\s+|,(?=v\d+[a-z]?,)/, maximumSignatures);

const asBytes = (body: Body): Uint8Array => (typeof body === 'string' ? Buffer.from(body) : body);

/**
 * Compares each signature in constant time. Otherwise, an attacker could measure how many characters of a guess are
 * right.
 */
const contains = (given: readonly string[], expected: string): boolean => {
  const wanted = Buffer.from(expected);
  return given.some((signature) => {
    const bytes = Buffer.from(signature);
    return bytes.length === wanted.length && timingSafeEqual(bytes, wanted);
  });
};
