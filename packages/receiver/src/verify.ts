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
   * Refuse a request that carries only `Smile-Signature`, which does not say when it was made.
   * @default false
   */
  requireTimestamp?: boolean | undefined;
  /** ms since 1970. @default Date.now() */
  now?: number | undefined;
}

export interface ReceivedRequest {
  headers: RequestHeaders;
  /** The exact bytes that came, or their text: never parsed and printed again. */
  body: Body | ArrayBuffer;
}

/** The event that a request delivers. Throws WebhookError when it is not ours, too old, or no event. */
export const verifyWebhook = (request: ReceivedRequest, options: VerifyOptions): EventBody =>
  verifyWithKeys(request, prepareKeys(options), options);

/** The same, with keys that were prepared once. */
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

/** A mismatch whose cause can be proved is reported with that cause. */
function verifyOrExplain(request: SignedRequest): void {
  try {
    verifySignature(request);
  } catch (error) {
    if (!(error instanceof WebhookError) || error.code !== 'WRONG_SIGNATURE') throw error;
    throw new WebhookError('WRONG_SIGNATURE', { message: explainMismatch(request) });
  }
}
