import type { ApiOperations } from './api-operations.ts';
import { type ErrorCode, errorTable } from './errors.ts';

/*
 * A client of the REST API. It declares the types of `fetch` itself, because a project may have neither the types of
 * Node nor those of the DOM.
 */

interface FetchInit {
  method: string;
  headers: Record<string, string>;
  body?: string;
  /** `never` is assignable to every type, so this signal fits the AbortSignal of every platform. */
  signal?: never;
}

interface FetchResponse {
  status: number;
  /** Without headers, `list` cannot read `Retry-After`, and rejects instead of repeating a request. */
  headers?: { get(name: string): string | null };
  json(): Promise<unknown>;
}

export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;

declare const fetch: Fetch;
declare const setTimeout: (callback: () => void, milliseconds: number) => unknown;
declare const AbortSignal: { timeout(milliseconds: number): never };
declare const btoa: (text: string) => string;
declare class TextEncoder {
  encode(text: string): Uint8Array;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** The query of a request. Parameters that are undefined or null are left out. Lists are joined with commas. */
export type Query = Readonly<
  Record<string, string | number | boolean | readonly string[] | null | undefined>
>;

export interface RequestOptions {
  query?: Query;
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
}

/** The name of an operation, such as `GET /users/{id}`. */
export type OperationName = keyof ApiOperations;

/** The `data` of the operation's response. */
export type OperationData<Name extends OperationName> = ApiOperations[Name]['data'];

type Loose<Parameters> = { [Name in keyof Parameters]: Parameters[Name] | null | undefined };

type InputOf<Input> = {
  [Part in keyof Input]: Part extends 'query' ? Loose<Input[Part]> : Input[Part];
} & Pick<RequestOptions, 'headers'>;

type Arguments<Input> = object extends Input ? [input?: InputOf<Input>] : [input: InputOf<Input>];

/** The input of an operation: `headers`, and `path`, `query` and `body` if the operation has them. */
export type OperationInput<Name extends OperationName> = Arguments<ApiOperations[Name]['input']>;

interface List<Item> {
  nextCursor: string | null;
  items: Item[];
}

/** The operations that return a list in pages. */
export type ListName = {
  [Name in OperationName]: OperationData<Name> extends List<unknown> ? Name : never;
}[OperationName];

type ItemOf<Name extends ListName> = OperationData<Name> extends List<infer Item> ? Item : never;

export interface ClientOptions {
  /** The base URL of the API, such as `https://winkwire.example.com/v1`. */
  baseUrl: string;
  /**
   * The header `authorization`, see {@link basicAuthorization}. Leave it out if a cookie authenticates the requests.
   */
  authorization?: string;
  headers?: Readonly<Record<string, string>>;
  fetch?: Fetch;
  /** How long a request may take, in ms. A longer request fails with the `TimeoutError` of `fetch`. @default 60_000 */
  timeoutMs?: number;
}

interface Failure {
  status: number;
  code: ErrorCode;
  message: string;
  requestId: string | null;
  retryAfter?: number | null;
}

/** Thrown for a response with an error status, and for a response that does not come from the API. */
export class ClientError extends Error {
  /** The HTTP status. */
  readonly status: number;
  /** A code of `errorTable`. `SERVER_ERROR` if the response has none of these codes. */
  readonly code: ErrorCode;
  /** The id of the request, for error reports. Null if the response does not come from the API. */
  readonly requestId: string | null;
  /** How many seconds to wait before the request is repeated. Null if the server does not say so. */
  readonly retryAfter: number | null;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'ClientError';
    this.status = failure.status;
    this.code = failure.code;
    this.requestId = failure.requestId;
    this.retryAfter = failure.retryAfter ?? null;
  }
}

export interface Client {
  /**
   * Calls an operation, as in `call('GET /users/{id}', { path: { id } })`, and resolves to the response's `data`.
   * Rejects with a ClientError, or with the error of `fetch` if there is no response.
   */
  call<Name extends OperationName>(name: Name, ...input: OperationInput<Name>): Promise<OperationData<Name>>;
  /**
   * Iterates over all items of a list, as in `list('GET /users')`, and fetches pages when needed. Waits and repeats the
   * request if the server responds with `Retry-After`.
   */
  list<Name extends ListName>(
    name: Name,
    ...input: OperationInput<Name>
  ): AsyncGenerator<ItemOf<Name>, void, undefined>;
  /** Sends a request to any path, even one that is not in the API reference. */
  request<Data = unknown>(method: Method, path: string, options?: RequestOptions): Promise<Data>;
}

/** The value of the header `authorization` for HTTP Basic authentication, in UTF-8 (RFC 7617). */
export const basicAuthorization = (apiKey: string, secret: string): string =>
  `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${apiKey}:${secret}`)))}`;

export function createClient(options: ClientOptions): Client {
  const { baseUrl, authorization, fetch: send = fetch, timeoutMs = 60_000 } = options;
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
      signal: AbortSignal.timeout(timeoutMs),
    });
    return readData(response) as Promise<Data>;
  }

  function call(name: OperationName, { path = {}, ...rest }: AnyInput = {}): Promise<unknown> {
    const [method, pattern = ''] = name.split(' ') as [Method, string?];
    const filled = pattern.replace(/\{(\w+)\}/g, (_, part: string) => encodeURIComponent(String(path[part])));
    return request(method, filled, rest);
  }

  async function* list(name: ListName, input: AnyInput = {}): AsyncGenerator<unknown, void, undefined> {
    let cursor = input.query?.cursor ?? null;
    do {
      const query = { size: 150, ...input.query, cursor };
      const page = (await whenReady(() => call(name, { ...input, query }))) as List<unknown>;
      yield* page.items;
      cursor = page.nextCursor;
    } while (cursor !== null);
  }

  return { call, list, request } as Client;
}

/** The maximum number of requests for one page of a list. */
const mostRequests = 20;
const longestWaitSeconds = 60;

/** Repeats the request as long as the response has `Retry-After`. Each wait takes at most a minute. */
async function whenReady<Data>(request: () => Promise<Data>): Promise<Data> {
  for (let requests = 1; ; requests++) {
    try {
      return await request();
    } catch (error) {
      if (!(error instanceof ClientError) || error.retryAfter === null || requests === mostRequests)
        throw error;
      const seconds = Math.min(error.retryAfter, longestWaitSeconds);
      await new Promise<void>((resolve) => setTimeout(resolve, seconds * 1000));
    }
  }
}

type AnyInput = RequestOptions & { path?: Readonly<Record<string, unknown>> };

function queryText(query: Query): string {
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

async function readData(response: FetchResponse): Promise<unknown> {
  const { status } = response;
  const envelope = await readEnvelope(response);
  if (status >= 200 && status <= 299 && 'code' in envelope) return envelope.data;
  throw errorOf(response, envelope);
}

/** The error in a response, for requests whose successful responses are not JSON. */
export const readError = async (response: FetchResponse): Promise<ClientError> =>
  errorOf(response, await readEnvelope(response));

const readEnvelope = async (response: FetchResponse): Promise<Record<string, unknown>> =>
  asRecord(await response.json().catch(nullForOtherText));

function errorOf(response: FetchResponse, envelope: Record<string, unknown>): ClientError {
  const { status } = response;
  const { code, message, requestId } = envelope;
  return new ClientError({
    status,
    code: isErrorCode(code) ? code : 'SERVER_ERROR',
    message: typeof message === 'string' ? message : `The server returned ${status} with an unexpected body.`,
    requestId: typeof requestId === 'string' ? requestId : null,
    retryAfter: secondsOf(response.headers?.get('retry-after')),
  });
}

/** The seconds in `Retry-After`. Null if the header is missing or contains a date, which the server never sends. */
const secondsOf = (retryAfter: string | null | undefined): number | null =>
  /^\d+$/.test(retryAfter ?? '') ? Number(retryAfter) : null;

/**
 * Returns null for a body that is not JSON, which is usually the HTML of a proxy. Rethrows any other error, such as a
 * broken connection.
 */
function nullForOtherText(error: unknown): null {
  if (error instanceof SyntaxError) return null;
  throw error;
}

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const isErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === 'string' && Object.hasOwn(errorTable, value);
