import {
  defaultMaximumBytes,
  type HandlerOptions,
  handleRequest,
  responseBody,
  responseHeaders,
} from './handle-request.ts';
import { readChunks } from './read-chunks.ts';
import type { Receiver } from './receiver.ts';
import { WebhookError } from './webhook-error.ts';

/**
 * Creates a handler for platforms with `Request` and `Response`: Hono, Next.js, Bun, Deno, and Cloudflare Workers with
 * Node's crypto.
 */
export const webHandler =
  (receiver: Receiver, { maximumBytes = defaultMaximumBytes }: HandlerOptions = {}) =>
  async (request: Request): Promise<Response> => {
    const { method, headers } = request;
    const readBody = () => readWebBody(request, maximumBytes);
    const receipt = await handleRequest(receiver, { method, headers, readBody });
    return new Response(responseBody(receipt), { status: receipt.status, headers: responseHeaders(receipt) });
  };

async function readWebBody(request: Request, maximumBytes: number): Promise<Uint8Array> {
  if (request.bodyUsed || request.body?.locked) throw new WebhookError('BODY_ALREADY_PARSED');
  return readChunks(request.body ?? [], maximumBytes);
}
