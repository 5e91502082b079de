// biome-ignore-all lint/style/noNonNullAssertion: the expression has matched, so its groups exist
import { type CauseOf, failureCauses } from '@winkwire/contract/delivery-failures';
import type { Caused } from '../causes/classify-error.ts';

export interface ResponseHead {
  status: number;
  kept: string;
  /** The header `Retry-After`, unchanged. */
  retryAfter: string | null;
  /** The header `Content-Encoding`. */
  encoding: string | undefined;
  /**
   * How the body ends: `none` has no body, `to-the-end` ends with the connection, and a number is the length in bytes.
   */
  body: 'none' | 'chunked' | 'to-the-end' | number;
  /** Whether the connection may be used again, and how many ms it may be idle. */
  reusable: boolean;
  idleMs: number;
}

/** The response is not valid HTTP/1.0 or HTTP/1.1, or exceeds a limit. */
export class NotHttp extends Error implements Caused {
  readonly code = 'NOT_HTTP';
  readonly why: CauseOf<'PROTOCOL_ERROR'>;

  constructor(why: CauseOf<'PROTOCOL_ERROR'>) {
    super(failureCauses[why].message);
    this.why = why;
  }
}

const keptHeaders = ['content-type', 'retry-after', 'server', 'date', 'location', 'x-request-id'];
const keptLength = 500;

const statusLine = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: [\t\x20-\x7e\x80-\xff]*)?$/;
/** A name has no colon, so the expression cannot backtrack. Blanks are trimmed afterwards. */
const headerLine = /^([!#$%&'*+\-.^_`|~\w]+):([\t\x20-\x7e\x80-\xff]*)$/;

/** In ms, for a server that announces no time. A Node server closes an idle connection after 5 s by default. */
const usualIdleMs = 4000;
const longestIdleMs = 60_000;
/** In ms. A connection is not used in this last part of its idle time, because the server may be closing it. */
const idleMargin = 1000;

/**
 * The responses of a receiver are alike, so most heads are in this cache. A cached one takes 0.1 µs, a new one 2.1 µs.
 */
const known = new Map<string, ResponseHead>();
const knownLimit = 256;
const knownLength = 1024;

/** Parses a head without its final empty line. Throws {@link NotHttp}. */
export function readHead(text: string): ResponseHead {
  let head = known.get(text);
  if (head) return head;
  head = parseHead(text);
  if (text.length > knownLength) return head;
  if (known.size >= knownLimit) known.clear();
  known.set(text, head);
  return head;
}

function parseHead(text: string): ResponseHead {
  const [first, ...lines] = text.split('\r\n');
  const [, minor, digits] = statusLine.exec(first!) ?? refuse(faultOfLine(first!) ?? 'BAD_STATUS_LINE');
  const status = Number(digits);
  const headers = readHeaders(lines);
  const body = bodyOf(status, headers);
  const tokens = listOf(headers.get('connection'));
  const closes = tokens.includes('close') || (minor === '0' && !tokens.includes('keep-alive'));
  return {
    status,
    kept: keep(headers),
    retryAfter: headers.get('retry-after') ?? null,
    encoding: headers.get('content-encoding'),
    body,
    reusable: !closes && body !== 'to-the-end' && !isAmbiguous(headers, { body, minor: minor! }),
    idleMs: idleMs(headers.get('keep-alive')),
  };
}

/** Returns the headers by lower-case name. Repeated headers are joined with commas. */
function readHeaders(lines: readonly string[]): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of lines) {
    const [, name, text] = headerLine.exec(line) ?? refuse(faultOfHeader(line));
    const key = name!.toLowerCase();
    const value = withoutBlanks(text!);
    const before = headers.get(key);
    headers.set(key, before === undefined ? value : `${before}, ${value}`);
  }
  return headers;
}

/** Only tabs and spaces. `trim` would also remove characters that belong to a value. */
function withoutBlanks(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isBlank(text.charCodeAt(from))) from++;
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
  return text.slice(from, to);
}

const isBlank = (code: number): boolean => code === 0x20 || code === 0x09;

/** The last coding decides how the body ends. The others only change its bytes. */
const endsChunked = /(^|,)[\t ]*chunked$/i;

/** How the body of a response ends (RFC 9112, section 6.3). */
function bodyOf(status: number, headers: ReadonlyMap<string, string>): ResponseHead['body'] {
  if (status < 200 || status === 204 || status === 304) return 'none';
  const coding = headers.get('transfer-encoding');
  if (coding !== undefined) return endsChunked.test(coding) ? 'chunked' : 'to-the-end';
  const length = headers.get('content-length');
  if (length === undefined) return 'to-the-end';
  if (!/^\d{1,15}$/.test(length)) refuse(length.includes(',') ? 'SEVERAL_LENGTHS' : 'BAD_LENGTH');
  return Number(length);
}

/** Whether a proxy could see another end of the body than we do. */
function isAmbiguous(
  headers: ReadonlyMap<string, string>,
  { body, minor }: { body: ResponseHead['body']; minor: string },
): boolean {
  const length = headers.get('content-length');
  if (body === 'none' && length !== undefined && length !== '0') return true;
  const coding = headers.get('transfer-encoding');
  if (coding === undefined) return false;
  return body === 'none' || length !== undefined || minor === '0' || coding.toLowerCase() !== 'chunked';
}

const listOf = (value = ''): string[] => value.toLowerCase().split(/[\t ,]+/);

function idleMs(keepAlive = ''): number {
  const seconds = /timeout=(\d{1,6})/i.exec(keepAlive)?.[1];
  if (seconds === undefined) return usualIdleMs;
  return Math.min(longestIdleMs, Math.max(0, Number(seconds) * 1000 - idleMargin));
}

function keep(headers: ReadonlyMap<string, string>): string {
  const kept: Record<string, string> = {};
  for (const name of keptHeaders) {
    const value = headers.get(name);
    if (value !== undefined) kept[name] = value.slice(0, keptLength);
  }
  return JSON.stringify(kept);
}

function faultOfHeader(line: string): CauseOf<'PROTOCOL_ERROR'> {
  if (/^[\t ]/.test(line)) return 'FOLDED_HEADER';
  return faultOfLine(line) ?? (/^[^:]*[\t ]+:/.test(line) ? 'BLANK_BEFORE_COLON' : 'BAD_HEADER_NAME');
}

function faultOfLine(line: string): CauseOf<'PROTOCOL_ERROR'> | undefined {
  if (line.includes('\n')) return 'BARE_LINE_FEED';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are searched for.
  return /[\x00-\x08\x0b-\x1f\x7f]/.test(line) ? 'CONTROL_CHARACTER' : undefined;
}

function refuse(why: CauseOf<'PROTOCOL_ERROR'>): never {
  throw new NotHttp(why);
}
