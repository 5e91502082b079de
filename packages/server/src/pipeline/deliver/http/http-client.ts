/**
 * The HTTP/1.1 client that sends webhooks (docs/adr/0011-an-own-client-of-http.md). It gets its sockets from `Connect`,
 * and reads strictly (RFC 9112):
 *
 * - A POST is never repeated or pipelined.
 * - A line feed alone, a folded header, or a malformed or repeated `Content-Length` is refused.
 * - `Transfer-Encoding` has precedence over `Content-Length`. After both, the connection is not used again.
 * - A body that is broken or ends early does not undo the status that has arrived.
 * - A connection on which bytes arrive without a request is closed.
 */
export { HttpExchange } from './http-exchange.ts';
export { type Connect, type ConnectStep, Pool } from './pool.ts';
export { type RequestText, requestText } from './request-text.ts';
