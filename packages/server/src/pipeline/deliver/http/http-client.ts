/**
 * The HTTP/1.1 client that sends webhooks. A connection carries one POST at a time and is kept for the next
 * one. Code outside this folder imports only this file. The client knows nothing of names, proxies or TLS: it
 * gets its sockets from `Connect`. docs/adr/0011-an-own-client-of-http.md explains why we wrote our own client.
 *
 * The client applies these rules of RFC 9112, listed by section:
 *
 * - 2.2: lines end with CRLF. A line feed alone, a control character, or a line before the status line is refused.
 * - 2.3: `HTTP/1.0` and `HTTP/1.1` are accepted. Other versions are refused. A TLS alert and an HTTP/2 frame are
 *   refused with errors of their own.
 * - 3.2: a request has one `Host`, and its target is a path with an optional query.
 * - 4: a status has three digits from 100 to 999; the reason is optional and ignored.
 * - 5.1: no blank is allowed between a header's name and the colon. A name is a token.
 * - 5.2: folded headers are refused.
 * - 6.1: `Transfer-Encoding: chunked` has precedence over `Content-Length`. After a response with both, or with
 *   `Transfer-Encoding` in HTTP/1.0, the connection is not used again. A body with another coding ends with the
 *   connection.
 * - 6.2, 6.3: a malformed or repeated `Content-Length` is refused. 1xx, 204 and 304 have no body. Without a length, the
 *   body ends with the connection.
 * - 7.1: a chunk has a size in hexadecimal digits and ends with CRLF. Extensions and trailers are ignored, and their
 *   size is limited.
 * - 8: a body that ends early, or is malformed, does not undo the status that has arrived.
 * - 9.3: a connection is closed after `Connection: close`, or after HTTP/1.0 without `keep-alive`. A connection on
 *   which bytes arrive without a request is closed.
 * - 9.3.2: requests are not pipelined. The client never repeats a POST.
 * - 9.5: `Keep-Alive: timeout` limits how long an idle connection is used, with a margin of one second.
 *
 * Interim responses (1xx) are skipped, at most eight of them; 101 is refused because no upgrade was requested.
 * A head has at most 16 KB. The first 16 KB of a body are kept.
 */
export { HttpExchange } from './http-exchange.ts';
export { type Connect, type ConnectStep, Pool } from './pool.ts';
export { type RequestText, requestText } from './request-text.ts';
