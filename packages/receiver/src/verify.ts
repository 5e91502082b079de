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
   * Refuses requests without `v1` or `v1a`, because `Smile-Signature` covers no timestamp.
   * @default false
   */
  requireTimestamp?: boolean | undefined;
  /** The current time in ms since 1970. @default Date.now() */
  now?: number | undefined;
}

export interface ReceivedRequest {
  headers: RequestHeaders;
  /**
   * The exact bytes that arrived, or their text. The signature does not match JSON that was parsed and serialized
   * again.
   */
  body: Body | ArrayBuffer;
}

/**
 * Verifies a request and returns its event. Throws WebhookError if the signature is missing, wrong or stale, or if the
 * body is no event. Throws TypeError if a key is missing or unusable.
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

/** A wrong signature is explained if its cause can be proved. */
function verifyOrExplain(request: SignedRequest): void {
  try {
    verifySignature(request);
  } catch (error) {
    if (!(error instanceof WebhookError) || error.code !== 'WRONG_SIGNATURE') throw error;
    throw new WebhookError('WRONG_SIGNATURE', { message: explainMismatch(request) });
  }
}
