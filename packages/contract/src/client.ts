import { type ErrorCode, errorTable } from './errors.ts';

/* The REST API from anywhere that has `fetch`. Types are declared here, so that neither Node nor a DOM is needed. */

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

/** Absent and null parameters are left out; a list is sent as `a,b`. */
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
  /** Where the API is, such as `https://winkwire.example.com/v1`. */
  baseUrl: string;
  /** See {@link basicAuthorization}; left out where a cookie speaks. */
  authorization?: string;
  /** Sent with every request. */
  headers?: Readonly<Record<string, string>>;
  fetch?: Fetch;
}

/** A request that the server refused or could not answer. */
export class ClientError extends Error {
  /** The HTTP status. */
  readonly status: number;
  /** A row of `errorTable`; `SERVER_ERROR` when what answered does not speak our language. */
  readonly code: ErrorCode;
  /** Quote it to whoever runs the server; null when what answered does not speak our language. */
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
  /** The `data` of the answer. Throws ClientError; what `fetch` throws when there is no answer passes through. */
  request<Data = unknown>(method: Method, path: string, options?: RequestOptions): Promise<Data>;
  /** Every item of a list, page after page, fetched as they are asked for. */
  pages<Item = unknown>(path: string, query?: Query): AsyncGenerator<Item, void, undefined>;
}

/** The header of HTTP Basic authentication, by UTF-8 as RFC 7617 has it. */
export const basicAuthorization = (apiKey: string, secret: string): string =>
  `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${apiKey}:${secret}`)))}`;

export function createClient(options: ClientOptions): Client {
  const { baseUrl, authorization, fetch: send = fetch } = options;
  const base = baseUrl.replace(/\/+$/, '');
  const common = { ...options.headers, ...(authorization ? { authorization } : {}) };

  async function request<Data>(method: Method, path: string, more: RequestOptions = {}): Promise<Data> {
    const { query = {}, body, headers } = more;
    const answer = await send(`${base}${path}${queryText(query)}`, {
      method,
      headers: {
        accept: 'application/json',
        ...common,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return readData(answer) as Promise<Data>;
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

async function readData(answer: FetchResponse): Promise<unknown> {
  const { status } = answer;
  // A proxy in between answers in HTML.
  const envelope = asRecord(await answer.json().catch(() => null));
  const { code, message, requestId, data } = envelope;
  if (status >= 200 && status <= 299 && 'code' in envelope) return data;
  throw new ClientError({
    status,
    code: isErrorCode(code) ? code : 'SERVER_ERROR',
    message:
      typeof message === 'string' ? message : `The server answered ${status}, and not in our language.`,
    requestId: typeof requestId === 'string' ? requestId : null,
  });
}

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const isErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === 'string' && Object.hasOwn(errorTable, value);
