import type { EventBody } from '@winkwire/contract';
import { bodyOf } from './body-of.ts';
import { explainMismatch } from './explain-mismatch.ts';
import type { RequestHeaders } from './headers.ts';
import { parseEvent } from './parse-event.ts';
import type { Body } from './signature.ts';
import {
  type KeyOptions,
  type Keys,
  prepareKeys,
  type SignedRequest,
  verifySignature,
} from './verify-signature.ts';
import { WebhookError } from './webhook-error.ts';

export interface VerifyOptions extends KeyOptions {
  /**
   * Refuses requests without a `v1` or `v1a` signature, because `Smile-Signature` does not cover a timestamp.
   * @default false
   */
  requireTimestamp?: boolean | undefined;
  /** The current time in ms since 1970. @default Date.now() */
  now?: number | undefined;
}

export interface ReceivedRequest {
  headers: RequestHeaders;
  /**
   * The exact bytes that arrived, or their text. If JSON is parsed and serialized again, the signature no longer
   * matches.
   */
  body: Body | ArrayBuffer;
}

/**
 * Verifies a request and returns its event. Throws WebhookError if the signature is missing, wrong or stale, or if the
 * body is not an event. Throws TypeError if `options` contains no key, or a key that cannot be used.
 */
export const verifyWebhook = (request: ReceivedRequest, options: VerifyOptions): EventBody =>
  verifyWithKeys(request, prepareKeys(options), options);

export function verifyWithKeys(
  { headers, body }: ReceivedRequest,
  keys: Keys,
  { requireTimestamp = false, now = Date.now() }: Pick<VerifyOptions, 'requireTimestamp' | 'now'> = {},
): EventBody {
  const received = bodyOf(body);
  if (received === undefined) throw new WebhookError('BODY_ALREADY_PARSED');
  verifyOrExplain({ headers: headers ?? {}, body: received, keys, now, requireTimestamp });
  return parseEvent(received);
}

/** Verifies the signature. If it is wrong and the cause can be proved, the error reports this cause. */
function verifyOrExplain(request: SignedRequest): void {
  try {
    verifySignature(request);
  } catch (error) {
    if (!(error instanceof WebhookError) || error.code !== 'WRONG_SIGNATURE') throw error;
    throw new WebhookError('WRONG_SIGNATURE', { message: explainMismatch(request) });
  }
}
