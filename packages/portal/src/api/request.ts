import { ClientError, createClient, type Method } from '@winkwire/contract/client';
import type { ErrorCode } from '@winkwire/contract/errors';
import type { Mode } from '@winkwire/contract/modes';

/** What the API refused, in its own words. `UNREACHABLE` is ours: no answer came at all. */
export class ApiFailure extends Error {
  readonly code: ErrorCode | 'UNREACHABLE';
  readonly requestId: string | null;

  constructor(code: ErrorCode | 'UNREACHABLE', message: string, requestId: string | null = null) {
    super(message);
    this.name = 'ApiFailure';
    this.code = code;
    this.requestId = requestId;
  }
}

export interface RequestOptions {
  method?: Method;
  body?: unknown;
  signal?: AbortSignal;
}

/** Asks the REST API in one mode; the cookie says who asks. Answers the envelope's `data`. */
export async function request<Data>(mode: Mode, path: string, options: RequestOptions = {}): Promise<Data> {
  const { method = 'GET', body, signal } = options;
  const client = createClient({
    baseUrl: location.origin,
    // The server takes a cookie only with this header: no other site can add it.
    headers: { 'winkwire-mode': mode },
    fetch: (url, init) => fetch(url, { ...init, credentials: 'same-origin', ...(signal ? { signal } : {}) }),
  });
  try {
    return await client.request<Data>(method, path, body === undefined ? {} : { body });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    if (cause instanceof ClientError) throw new ApiFailure(cause.code, cause.message, cause.requestId);
    throw new ApiFailure('UNREACHABLE', 'The server does not answer. Is it running?');
  }
}

/** `query({ type: 'A', user: '' })` gives `?type=A`: what is empty is left out. */
export function query(parameters: Record<string, string | number | null | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  return search.size > 0 ? `?${search}` : '';
}

/** What an address says of those names; empty where it says nothing. */
export function readQuery<Name extends string>(search: string, names: readonly Name[]): Record<Name, string> {
  const given = new URLSearchParams(search);
  return Object.fromEntries(names.map((name) => [name, given.get(name) ?? ''])) as Record<Name, string>;
}
