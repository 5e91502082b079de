import { type ErrorCode, errorTable } from './errors.ts';

/* A client of the REST API for any platform with `fetch`. It declares the types it needs, without Node's or the DOM's. */

interface FetchInit {
  method: string;
  headers: Record<string, string>;
  body?: string;
}

interface FetchResponse {
  status: number;
  json(): Promise<unknown>;
}

export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;

declare const fetch: Fetch;
declare const btoa: (text: string) => string;
declare class TextEncoder {
  encode(text: string): Uint8Array;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Undefined and null parameters are left out. A list is sent as `a,b`. */
export type Query = Readonly<
  Record<string, string | number | boolean | readonly string[] | null | undefined>
>;

export interface RequestOptions {
  query?: Query;
  /** Sent as JSON. */
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
}

export interface ClientOptions {
  /** The base URL of the API, such as `https://winkwire.example.com/v1`. */
  baseUrl: string;
  /** The header's value, see {@link basicAuthorization}. Leave it out when a cookie authenticates the request. */
  authorization?: string;
  /** Sent with every request. */
  headers?: Readonly<Record<string, string>>;
  fetch?: Fetch;
}

/** A response with an error status, or one that did not come from the API. */
export class ClientError extends Error {
  /** The HTTP status. */
  readonly status: number;
  /** A row of `errorTable`. `SERVER_ERROR` when the response did not come from the API. */
  readonly code: ErrorCode;
  /** Include it when you report the error. Null when the response did not come from the API. */
  readonly requestId: string | null;

  constructor(failure: { status: number; code: ErrorCode; message: string; requestId: string | null }) {
    super(failure.message);
    this.name = 'ClientError';
    this.status = failure.status;
    this.code = failure.code;
    this.requestId = failure.requestId;
  }
}

export interface Client {
  /** Resolves to the response's `data`. Rejects with ClientError, or with the error of `fetch` without a response. */
  request<Data = unknown>(method: Method, path: string, options?: RequestOptions): Promise<Data>;
  /** Every item of a list. A page is fetched when its first item is needed. */
  pages<Item = unknown>(path: string, query?: Query): AsyncGenerator<Item, void, undefined>;
}

/** The `authorization` header of HTTP Basic authentication, in UTF-8 (RFC 7617). */
export const basicAuthorization = (apiKey: string, secret: string): string =>
  `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${apiKey}:${secret}`)))}`;

export function createClient(options: ClientOptions): Client {
  const { baseUrl, authorization, fetch: send = fetch } = options;
  const base = baseUrl.replace(/\/+$/, '');
  const common = { ...options.headers, ...(authorization ? { authorization } : {}) };

  async function request<Data>(method: Method, path: string, more: RequestOptions = {}): Promise<Data> {
    const { query = {}, body, headers } = more;
    const response = await send(`${base}${path}${queryText(query)}`, {
      method,
      headers: {
        accept: 'application/json',
        ...common,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return readData(response) as Promise<Data>;
  }

  async function* pages<Item>(path: string, query: Query = {}): AsyncGenerator<Item, void, undefined> {
    let cursor = query.cursor ?? null;
    do {
      const page = await request<{ nextCursor: string | null; items: Item[] }>('GET', path, {
        query: { size: 150, ...query, cursor },
      });
      yield* page.items;
      cursor = page.nextCursor;
    } while (cursor !== null);
  }

  return { request, pages };
}

function queryText(query: Query): string {
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

async function readData(response: FetchResponse): Promise<unknown> {
  const { status } = response;
  // The response of a proxy in between is usually HTML.
  const envelope = asRecord(await response.json().catch(() => null));
  const { code, message, requestId, data } = envelope;
  if (status >= 200 && status <= 299 && 'code' in envelope) return data;
  throw new ClientError({
    status,
    code: isErrorCode(code) ? code : 'SERVER_ERROR',
    message: typeof message === 'string' ? message : `The server returned ${status} with an unexpected body.`,
    requestId: typeof requestId === 'string' ? requestId : null,
  });
}

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const isErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === 'string' && Object.hasOwn(errorTable, value);
