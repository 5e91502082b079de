import type { Socket } from 'node:net';
import { newId } from '@winkwire/contract/ids';
import { errorAnswer } from './envelope.ts';

/** What is no HTTP at all is answered in the envelope too, then the connection is closed. */
export function answerMalformedRequests(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy(error);
    return;
  }
  const failure =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? ({ code: 'TIME_LIMIT_EXCEEDED', message: 'The request did not arrive in time.' } as const)
      : error.code === 'HPE_HEADER_OVERFLOW'
        ? ({ code: 'INVALID_PARAMETERS', message: 'The headers are too large.' } as const)
        : ({ code: 'INVALID_PARAMETERS', message: 'This is not a valid HTTP request.' } as const);
  const { status, body } = errorAnswer(newId('request'), failure);
  const text = JSON.stringify(body);
  socket.end(
    `HTTP/1.1 ${status} Refused\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n\r\n${text}`,
  );
}
