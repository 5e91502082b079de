import { type RequestHeaders, readHeader } from './headers.ts';
import type { Receipt } from './receipt.ts';
import type { Receiver } from './receiver.ts';
import { refusalOf } from './refusal-of.ts';
import type { Body } from './signature.ts';
import { WebhookError } from './webhook-error.ts';

export interface IncomingRequest {
  method: string;
  headers: RequestHeaders;
  /**
   * Resolves with the exact bytes of the body. Rejects with WebhookError if there are more than `maximumBytes`, or if
   * other code has read the bytes and not kept them.
   */
  readBody(): Promise<Body>;
}

/**
 * The default maximum size of a body, in bytes. Five times the server's default limit for a request that publishes
 * events.
 */
export const defaultMaximumBytes = 5 * 1024 * 1024;

export interface HandlerOptions {
  /**
   * The maximum size of a body, in bytes. A larger body is refused with 413, unless a framework has already read it.
   * @default 5 MiB
   */
  maximumBytes?: number;
}

export async function handleRequest(receiver: Receiver, request: IncomingRequest): Promise<Receipt> {
  let body: Body;
  try {
    body = await checkAndRead(request);
  } catch (error) {
    return receiver.refuse(refusalOf(error));
  }
  return receiver.receive({ headers: request.headers, body });
}

/** Rejects with TypeError if the headers cannot be read. */
async function checkAndRead({ method, headers, readBody }: IncomingRequest): Promise<Body> {
  if (method !== 'POST') throw new WebhookError('WRONG_METHOD');
  const type = readHeader(headers, 'content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) throw new WebhookError('WRONG_CONTENT_TYPE');
  return readBody().catch((error: unknown) => {
    throw bodyRefusalOf(error);
  });
}

/**
 * Any error of `readBody` becomes a refusal, so that a sender that closes the connection too early cannot end the
 * process.
 */
const bodyRefusalOf = (error: unknown): WebhookError =>
  error instanceof WebhookError ? error : new WebhookError('BODY_INCOMPLETE', { cause: error });

export const responseHeaders = (receipt: Receipt): Record<string, string> => ({
  'content-type': 'application/json',
  ...(receipt.status === 405 ? { allow: 'POST' } : {}),
});

export const responseBody = ({ message, duplicate }: Receipt): string =>
  JSON.stringify({ message, duplicate });
