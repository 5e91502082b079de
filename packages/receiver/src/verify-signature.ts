import type { KeyObject } from 'node:crypto';
import { readDeliveryHeaders } from './delivery.ts';
import { type RequestHeaders, readHeader } from './headers.ts';
import { smileKey, standardKey, verifyingKey } from './keys.ts';
import { type Body, isFresh, type Message, verifySmileSignature, verifyV1, verifyV1a } from './signature.ts';
import { WebhookError } from './webhook-error.ts';

/*
 * `v1` and `v1a` cover a timestamp, and `Smile-Signature` does not. Without `webhook-id` and a valid
 * `webhook-timestamp`, `v1` and `v1a` are ignored. A request is accepted under three conditions:
 *
 * 1. Every form of signature that the request has, and for which we have a key, is right.
 * 2. There is at least one such form.
 * 3. If one of them covers a timestamp, the timestamp is fresh.
 *
 * To replay an old request, an attacker has to remove the forms with a timestamp. With `requireTimestamp`, such a
 * request is refused. Otherwise, only the receiver's memory of event ids protects against a replay.
 */

/** `smile` and `v1` come from the endpoint's secrets, `v1a` from its public keys. */
export interface Keys {
  smile: readonly KeyObject[];
  v1: readonly KeyObject[];
  v1a: readonly KeyObject[];
}

export interface KeyOptions {
  /** The endpoint's secret, or both secrets during a rotation. */
  secrets?: string | readonly string[] | undefined;
  /** The public keys, `whpk_...`, of a webhook that signs with ed25519. */
  publicKeys?: string | readonly string[] | undefined;
}

/** Throws TypeError if a key is missing, empty or unusable. With an empty secret, anybody could sign. */
export function prepareKeys({ secrets = [], publicKeys = [] }: KeyOptions): Keys {
  const shared = [secrets].flat();
  const verifying = [publicKeys].flat();
  const isUsable = (key: unknown): boolean => typeof key === 'string' && key.trim() !== '';
  if (!shared.every(isUsable)) throw new TypeError(`A secret is empty or missing. ${advice}`);
  if (!verifying.every(isUsable)) throw new TypeError(missingPublicKey);
  if (shared.length + verifying.length === 0) {
    throw new TypeError(`A receiver needs at least one secret or public key. ${advice}`);
  }
  return {
    smile: shared.map(smileKey),
    v1: shared.map(standardKey),
    v1a: verifying.map(verifyingKey),
  };
}

const advice =
  'Check that the environment variable with the secret is set, for example WINKWIRE_WEBHOOK_SECRET.';

const missingPublicKey =
  'A public key is empty or missing. Check that the environment variable with the key is set.';

export interface SignedRequest {
  headers: RequestHeaders;
  body: Body;
  keys: Keys;
  /** In ms since 1970. */
  now: number;
  requireTimestamp: boolean;
}

/** Throws WebhookError with MISSING_SIGNATURE, WRONG_SIGNATURE or STALE_TIMESTAMP. */
export function verifySignature(request: SignedRequest): void {
  const stamped = verifyStandardForms(request);
  const plain = verifySmileForm(request);
  if (!stamped && (request.requireTimestamp || !plain)) throw new WebhookError('MISSING_SIGNATURE');
}

/** False if the request has no `Smile-Signature`, or if we have no key for it. Throws if no signature is right. */
function verifySmileForm({ headers, body, keys }: SignedRequest): boolean {
  const signatures = ['smile-signature', 'smile-signature-previous']
    .map((name) => readHeader(headers, name))
    .filter((value) => value !== null);
  if (signatures.length === 0 || keys.smile.length === 0) return false;
  if (!verifySmileSignature(keys.smile, body, signatures.join(' ')))
    throw new WebhookError('WRONG_SIGNATURE');
  return true;
}

/**
 * False if the request has neither `v1` nor `v1a`, or if we have no key for them. Throws if one of them is wrong, or if
 * the timestamp is not fresh.
 */
function verifyStandardForms({ headers, body, keys, now }: SignedRequest): boolean {
  const signatures = readHeader(headers, 'webhook-signature');
  const id = readHeader(headers, 'webhook-id');
  const { timestamp } = readDeliveryHeaders(headers);
  if (signatures === null || id === null || timestamp === null) return false;
  const message: Message = { id, timestamp, body };
  const forms = [
    { present: /(^|[\s,])v1,/.test(signatures), keys: keys.v1, verify: verifyV1 },
    { present: /(^|[\s,])v1a,/.test(signatures), keys: keys.v1a, verify: verifyV1a },
  ].filter((form) => form.present && form.keys.length > 0);
  const isRight = forms.every((form) => form.verify(form.keys, message, signatures));
  if (!isRight) throw new WebhookError('WRONG_SIGNATURE');
  if (forms.length > 0 && !isFresh(timestamp, now)) throw new WebhookError('STALE_TIMESTAMP');
  return forms.length > 0;
}
