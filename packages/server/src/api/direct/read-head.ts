// biome-ignore-all lint/style/noNonNullAssertion: the regular expression has these groups
/**
 * The headers that are read from a direct request, which is a request that is handled without Fastify and `node:http`.
 * A request with one of `unusualHeaders` is not direct. All other headers are ignored.
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

/** The head of a usual request: its headers, and where its body lies in the bytes. */
export interface DirectHead {
  headers: DirectHeaders;
  bodyStart: number;
  bodyLength: number;
  /** Whether the client wants to keep the connection open. */
  isPersistent: boolean;
}

const requestLine = 'POST /v1/events HTTP/1.1\r\n';
const headEnd = '\r\n\r\n';
/** The maximum size of a usual head, in bytes. Node accepts larger heads. */
const largestHead = 8 * 1024;
/**
 * The maximum number of headers. Clients send about ten. Node ignores all headers after the thousandth, and
 * this parser must not use a header that Node ignores.
 */
const mostHeaders = 100;
/**
 * A name and a value, with stricter rules than RFC 9112: no folded lines, no bare line feeds, and only ASCII. The
 * expression can match a line in only one way, so a value of 8,000 spaces costs no more than any other value.
 */
const headerLine = /([!#$%&'*+\-.^_`|~0-9A-Za-z]+):([ \t\x21-\x7e]*)\r\n/y;
/**
 * Node or Fastify does something special for each of these headers, so requests with one of them are left to Node and
 * Fastify.
 */
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
 * Reads the head of a usual `POST /v1/events` at the beginning of the bytes. Returns `partial` if the head may still
 * become usual, and `unusual` for everything else, even if it is valid HTTP.
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

/**
 * Undefined if there are too many lines, if a line is not strictly valid, if a header of `DirectHeaders` is repeated,
 * or if a header is unusual.
 */
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

/** The length of the body in bytes. Undefined if there is no body, or if the value is not a plain number. */
function readLength(value = ''): number | undefined {
  return /^[1-9][0-9]{0,8}$/.test(value) ? Number(value) : undefined;
}

/**
 * Whether the client permits the connection to stay open. Undefined if the header `Connection` has an unusual value.
 */
function readConnection(value = 'keep-alive'): boolean | undefined {
  const option = value.toLowerCase();
  if (option === 'keep-alive') return true;
  return option === 'close' ? false : undefined;
}
