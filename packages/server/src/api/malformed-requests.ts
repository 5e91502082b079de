import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { ErrorCode } from '@winkwire/contract/errors';
import { newId } from '@winkwire/contract/ids';
import { errorResponse } from './envelope.ts';

type Headers = Readonly<Record<string, string>>;

/** Responds to invalid or late HTTP with an error in the envelope, and closes the connection. */
export const respondToMalformedRequests =
  (headers: Headers) =>
  (error: Error & { code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
      socket.destroy(error);
      return;
    }
    const { status, body } = errorResponse(newId('request'), failureOf(error.code));
    const text = JSON.stringify(body);
    const lines = Object.entries({ ...headersOf(headers, text), connection: 'close' }).map(
      ([name, value]) => `${name}: ${value}\r\n`,
    );
    socket.end(`HTTP/1.1 ${status} Refused\r\n${lines.join('')}\r\n${text}`);
  };

/**
 * Refuses unknown values of `Expect` with our headers, which Node's own response lacks. Node handles `100-continue`
 * itself.
 */
export function respondToUnmetExpectations(server: Server, headers: Headers): void {
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    const message = 'The header Expect may only be 100-continue.';
    const { status, body } = errorResponse(newId('request'), { code: 'INVALID_PARAMETERS', message });
    const text = JSON.stringify(body);
    response.writeHead(status, { ...headersOf(headers, text), connection: 'close' }).end(text);
  });
}

const headersOf = (headers: Headers, text: string): Headers => ({
  ...headers,
  'cache-control': 'no-store',
  'content-type': 'application/json; charset=utf-8',
  'content-length': String(Buffer.byteLength(text)),
});

function failureOf(code: string | undefined): { code: ErrorCode; message: string } {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return { code: 'TIME_LIMIT_EXCEEDED', message: 'The request did not arrive in time.' };
  const isTooLarge = code === 'HPE_HEADER_OVERFLOW';
  return {
    code: 'INVALID_PARAMETERS',
    message: isTooLarge ? 'The headers are too large.' : 'This is not a valid HTTP request.',
  };
}
