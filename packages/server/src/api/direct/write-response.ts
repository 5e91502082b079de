import { STATUS_CODES } from 'node:http';

export interface DirectResponse {
  status: number;
  /** Lines that end with `\r\n`. */
  headers: string;
  /** JSON. */
  body: string;
  /** Whether the connection must be closed, even if the client would keep it open. */
  closes: boolean;
}

/**
 * The text of a response, with the headers that Node adds. `keepAlive` is how long the connection may then be idle, in
 * ms. If `keepAlive` is undefined, the connection is closed.
 */
export function writeResponse(
  { status, headers, body }: DirectResponse,
  keepAlive: number | undefined,
): { text: string; encoding: 'latin1' | 'utf8' } {
  const size = Buffer.byteLength(body);
  const text = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${headers}content-length: ${size}`,
    `Date: ${httpDate()}`,
    ...(keepAlive === undefined
      ? ['Connection: close']
      : ['Connection: keep-alive', `Keep-Alive: timeout=${Math.floor(keepAlive / 1000)}`]),
    '',
    body,
  ].join('\r\n');
  // Latin-1 is written faster, and ASCII has the same bytes in it.
  return { text, encoding: size === body.length ? 'latin1' : 'utf8' };
}

let date = '';
let dateOf = 0;

/** For the header `Date`. Formatted once a second. */
function httpDate(): string {
  const second = Math.floor(Date.now() / 1000);
  if (second !== dateOf) {
    dateOf = second;
    date = new Date(second * 1000).toUTCString();
  }
  return date;
}
