// biome-ignore-all lint/style/noNonNullAssertion: the regular expression has these groups
/**
 * The headers that are read without Fastify and `node:http`. A request with one of `unusualHeaders` is left to them.
 * Other headers are ignored.
 */
export interface DirectHeaders {
  host: string | undefined;
  connection: string | undefined;
  'content-type': string | undefined;
  'content-length': string | undefined;
  authorization: string | undefined;
  'idempotency-key': string | undefined;
  'x-forwarded-for': string | undefined;
}

export interface DirectHead {
  headers: DirectHeaders;
  bodyStart: number;
  bodyLength: number;
  isPersistent: boolean;
}

const requestLine = 'POST /v1/events HTTP/1.1\r\n';
const headEnd = '\r\n\r\n';
/** The maximum size of a usual head, in bytes. Node accepts larger heads. */
const largestHead = 8 * 1024;
/**
 * The maximum number of headers. Clients send about ten. Node ignores headers after the thousandth, so this parser must
 * not use those.
 */
const mostHeaders = 100;
/**
 * The name and the value of a header, stricter than RFC 9112: no folded lines, no bare line feeds, only ASCII. The
 * expression never backtracks, so 8,000 spaces cost no more than any other value.
 */
const headerLine = /([!#$%&'*+\-.^_`|~0-9A-Za-z]+):([ \t\x21-\x7e]*)\r\n/y;
/** Node or Fastify does something special for each of these headers, so a request with one of them is unusual. */
const unusualHeaders: ReadonlySet<string> = new Set([
  'accept-version',
  'content-encoding',
  'expect',
  'origin',
  'proxy-connection',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
const usualTypes: ReadonlySet<string | undefined> = new Set([
  'application/json',
  'application/json; charset=utf-8',
  'application/json;charset=utf-8',
]);

/**
 * Reads the head of a usual `POST /v1/events`. Returns `partial` if the head may still become usual, and `unusual` for
 * everything else, even if it is valid HTTP.
 */
export function readHead(bytes: Buffer): DirectHead | 'partial' | 'unusual' {
  const start = bytes.toString('latin1', 0, requestLine.length);
  if (!requestLine.startsWith(start)) return 'unusual';
  const end = bytes.indexOf(headEnd);
  if (end < 0) return bytes.length < largestHead ? 'partial' : 'unusual';
  if (end > largestHead) return 'unusual';
  const bodyStart = end + headEnd.length;
  const headers = readHeaders(bytes.toString('latin1', requestLine.length, end + 2));
  if (!headers || headers.host === undefined) return 'unusual';
  if (!usualTypes.has(headers['content-type']?.toLowerCase())) return 'unusual';
  const bodyLength = readLength(headers['content-length']);
  const isPersistent = readConnection(headers.connection);
  if (bodyLength === undefined || isPersistent === undefined) return 'unusual';
  return { headers, bodyStart, bodyLength, isPersistent };
}

/** Undefined for too many or invalid lines, and for repeated or unusual headers. */
function readHeaders(lines: string): DirectHeaders | undefined {
  const headers: DirectHeaders = {
    host: undefined,
    connection: undefined,
    'content-type': undefined,
    'content-length': undefined,
    authorization: undefined,
    'idempotency-key': undefined,
    'x-forwarded-for': undefined,
  };
  headerLine.lastIndex = 0;
  for (let count = 0; headerLine.lastIndex < lines.length; count++) {
    if (count === mostHeaders) return undefined;
    const line = headerLine.exec(lines);
    if (!line) return undefined;
    const name = line[1]!.toLowerCase();
    if (unusualHeaders.has(name)) return undefined;
    if (!Object.hasOwn(headers, name)) continue;
    if (headers[name as keyof DirectHeaders] !== undefined) return undefined;
    headers[name as keyof DirectHeaders] = line[2]!.trim();
  }
  return headers;
}

/** In bytes. Undefined if there is no body, or the value is not a plain number. */
function readLength(value = ''): number | undefined {
  return /^[1-9][0-9]{0,8}$/.test(value) ? Number(value) : undefined;
}

/** Whether the connection may stay open. Undefined for an unusual `Connection`. */
function readConnection(value = 'keep-alive'): boolean | undefined {
  const option = value.toLowerCase();
  if (option === 'keep-alive') return true;
  return option === 'close' ? false : undefined;
}
