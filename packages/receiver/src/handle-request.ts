import { type RequestHeaders, readHeader } from './headers.ts';
import type { Receipt } from './receipt.ts';
import type { Receiver } from './receiver.ts';
import type { Body } from './signature.ts';
import { WebhookError } from './webhook-error.ts';

/** What the shims for Node and for the web have in common. */
export interface IncomingRequest {
  method: string;
  headers: RequestHeaders;
  /** The exact bytes; throws WebhookError when they are too many or gone. */
  readBody(): Promise<Body>;
}

/** A delivery with every list full is about 1 MB. */
export const defaultMaximumBytes = 5 * 1024 * 1024;

export interface HandlerOptions {
  /** Larger bodies are answered with 413. @default 5 MiB */
  maximumBytes?: number;
}

/** Refuses what is no delivery, and hands the rest to the receiver. */
export async function handleRequest(receiver: Receiver, request: IncomingRequest): Promise<Receipt> {
  if (request.method !== 'POST') return receiver.refuse(new WebhookError('WRONG_METHOD'));
  const type = readHeader(request.headers, 'content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type))
    return receiver.refuse(new WebhookError('WRONG_CONTENT_TYPE'));
  const body = await request.readBody().catch(asRefusal);
  if (body instanceof WebhookError) return receiver.refuse(body);
  return receiver.receive({ headers: request.headers, body });
}

/** A sender that goes away half-way is no fault of ours, and must not end the process. */
const asRefusal = (error: unknown): WebhookError =>
  error instanceof WebhookError ? error : new WebhookError('BODY_INCOMPLETE');

/** The answer's headers. */
export const answerHeaders = (receipt: Receipt): Record<string, string> => ({
  'content-type': 'application/json',
  ...(receipt.status === 405 ? { allow: 'POST' } : {}),
});

export const answerBody = ({ message, duplicate }: Receipt): string => JSON.stringify({ message, duplicate });
