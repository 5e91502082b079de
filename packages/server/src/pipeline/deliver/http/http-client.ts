/**
 * The HTTP/1.1 client that sends webhooks: one POST at a time on a connection, which is kept for the next one. This file
 * is its only entry; nothing else of the folder is imported from outside. It knows no names, addresses, proxies or TLS:
 * `Connect` gives it a socket. Why it is our own: docs/adr/0011-an-own-client-of-http.md.
 *
 * Rules of RFC 9112 that it applies, with the section of each:
 *
 * - 2.2: lines end with CRLF. A line feed alone, a control character, or a line before the status line is refused.
 * - 2.3: `HTTP/1.0` and `HTTP/1.1` are accepted. Another version, TLS or HTTP/2 in plain text is refused by name.
 * - 3.2: a request has one `Host`, and its target is a path with a query.
 * - 4: a status has three digits from 100 to 999; the reason is optional and ignored.
 * - 5.1: no blank is allowed between a header's name and the colon. A name is a token.
 * - 5.2: folded headers are refused.
 * - 6.1: `Transfer-Encoding: chunked` wins over `Content-Length`. Such a connection is not used again, nor is one that had
 *   both, or `Transfer-Encoding` in HTTP/1.0. Another coding ends with the connection.
 * - 6.2, 6.3: different or malformed values of `Content-Length` are refused, repeated ones too. 1xx, 204 and 304 have no
 *   body. Without a length, the body ends with the connection.
 * - 7.1: a chunk has a size in hexadecimal digits and ends with CRLF. Extensions and trailers are read, bounded, ignored.
 * - 8: a body that ends early, or breaks its framing, does not undo the status that has arrived.
 * - 9.3: a connection is kept unless `Connection: close` or HTTP/1.0 without `keep-alive` says otherwise. Bytes that
 *   nobody requested end it.
 * - 9.3.2: requests are not pipelined. A POST is not sent again by itself: the retry schedule decides.
 * - 9.5: `Keep-Alive: timeout` limits how long an idle connection is used, with a margin of one second.
 *
 * Interim responses (1xx) are skipped, at most eight of them; 101 is refused because no upgrade was requested. A head has
 * at most 16 KB, and the kept part of a body too.
 */
export { HttpExchange } from './http-exchange.ts';
export { type Connect, type ConnectStep, Pool } from './pool.ts';
export { type RequestText, requestText } from './request-text.ts';
