import { type RequestHeaders, readHeader } from './headers.ts';
import type { Receipt, Receiver } from './receiver.ts';
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
  try {
    return await receiver.receive({ headers: request.headers, body: await request.readBody() });
  } catch (error) {
    if (error instanceof WebhookError) return receiver.refuse(error);
    throw error;
  }
}

/** The answer's headers. */
export const answerHeaders = (receipt: Receipt): Record<string, string> => ({
  'content-type': 'application/json',
  ...(receipt.status === 405 ? { allow: 'POST' } : {}),
});

export const answerBody = ({ message, duplicate }: Receipt): string => JSON.stringify({ message, duplicate });
