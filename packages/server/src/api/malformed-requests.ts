import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { ErrorCode } from '@winkwire/contract/errors';
import { newId } from '@winkwire/contract/ids';
import { Failure } from '../platform/failure.ts';
import { errorResponse } from './envelope.ts';

type ParsingError = Error & { code?: string; rawPacket?: unknown };
type Headers = Readonly<Record<string, string>>;

/** Responds to invalid or late HTTP with an error in the envelope, and closes the connection. */
export const respondToMalformedRequests =
  (headers: Headers) =>
  (error: ParsingError, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
      socket.destroy(error);
      return;
    }
    const { status, body } = errorResponse(newId('request'), failureOf(error));
    const text = JSON.stringify(body);
    const lines = Object.entries({ ...headersOf(headers, text), connection: 'close' }).map(
      ([name, value]) => `${name}: ${value}\r\n`,
    );
    socket.end(`HTTP/1.1 ${status} Refused\r\n${lines.join('')}\r\n${text}`);
  };

/**
 * Refuses a value of `Expect` other than `100-continue`, which Node handles itself. Without this, Node would respond
 * without our headers.
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

/** The maximum size of the headers that Node accepts, in bytes. */
const longestLine = 16 * 1024;
/** A request line with any method. Node's parser refuses methods that it does not know. */
const requestLine = /^[!#$%&'*+.^_`|~\w-]+ \S+ HTTP\/1\.[01]\r\n/;

const hasRequestLine = (packet: unknown): boolean =>
  Buffer.isBuffer(packet) && requestLine.test(packet.toString('latin1', 0, longestLine));

function failureOf({ code, rawPacket }: ParsingError): { code: ErrorCode; message: string } {
  if (code === 'HPE_INVALID_METHOD' && hasRequestLine(rawPacket)) return new Failure('UNSUPPORTED_METHOD');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return { code: 'TIME_LIMIT_EXCEEDED', message: 'The request did not arrive in time.' };
  const isTooLarge = code === 'HPE_HEADER_OVERFLOW';
  return {
    code: 'INVALID_PARAMETERS',
    message: isTooLarge ? 'The headers are too large.' : 'This is not a valid HTTP request.',
  };
}
