import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyOf } from './body-of.ts';
import {
  defaultMaximumBytes,
  type HandlerOptions,
  handleRequest,
  responseBody,
  responseHeaders,
} from './handle-request.ts';
import { readChunks } from './read-chunks.ts';
import type { Receiver } from './receiver.ts';
import type { Body } from './signature.ts';
import { WebhookError } from './webhook-error.ts';

/** Frameworks that have already read the body store it here: `express.raw()` in `body`, others in `rawBody`. */
type NodeRequest = IncomingMessage & { body?: unknown; rawBody?: unknown };

/**
 * Creates a handler for `http.createServer(nodeHandler(receiver))`, or in Express for `app.post('/webhooks',
 * nodeHandler(receiver))`.
 */
export const nodeHandler =
  (receiver: Receiver, { maximumBytes = defaultMaximumBytes }: HandlerOptions = {}) =>
  async (request: NodeRequest, response: ServerResponse): Promise<void> => {
    const { method = '', headers } = request;
    const readBody = () => readNodeBody(request, maximumBytes);
    const receipt = await handleRequest(receiver, { method, headers, readBody });
    // If the body was not read to its end, the connection is closed. Otherwise, the rest of the body would have to be
    // read before the next request.
    const rest = request.readableEnded ? {} : { connection: 'close' };
    response.writeHead(receipt.status, { ...responseHeaders(receipt), ...rest }).end(responseBody(receipt));
  };

async function readNodeBody(request: NodeRequest, maximumBytes: number): Promise<Body> {
  if (canBeRead(request)) {
    const chunks = request.iterator({ destroyOnReturn: false });
    return readChunks(chunks, maximumBytes, request.readableEncoding ?? undefined);
  }
  const kept = bodyOf(request.rawBody) ?? bodyOf(request.body);
  if (kept === undefined) throw new WebhookError('BODY_ALREADY_PARSED');
  return kept;
}

/** Whether the request is a stream that has not been read to its end. Some adapters pass a plain object instead. */
const canBeRead = (request: NodeRequest): boolean =>
  !request.readableEnded && typeof request.iterator === 'function';
