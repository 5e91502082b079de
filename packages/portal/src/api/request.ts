import { ClientError, createClient, type Method } from '@winkwire/contract/client';
import type { ErrorCode } from '@winkwire/contract/errors';
import type { Mode } from '@winkwire/contract/modes';
import { reportSessionEnd } from './session-end.ts';
import { timeLimitMs, withTimeLimit } from './time-limit.ts';

/** An error response of the API. `UNREACHABLE` exists only in the portal: no complete response arrived. */
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
  signal?: AbortSignal | undefined;
}

/** The error on a page that stays open after the session has ended. */
const signedOut = 'You are signed out. Open a new sign-in link in another tab, then try again.';

/**
 * Resolves to the `data` of the envelope. Rejects with ApiFailure, unless `signal` has been aborted. A response that is
 * not complete within the time limit counts as `UNREACHABLE`.
 */
export async function request<Data>(mode: Mode, path: string, options: RequestOptions = {}): Promise<Data> {
  const { method = 'GET', body, signal } = options;
  const limited = withTimeLimit(signal, timeLimitMs(method));
  const client = createClient({
    baseUrl: location.origin,
    // The server accepts the cookie only with this header, which a page of another site cannot send.
    headers: { 'winkwire-mode': mode },
    fetch: (url, init) => fetch(url, { ...init, credentials: 'same-origin', signal: limited.signal }),
  });
  try {
    return await client.request<Data>(method, path, body === undefined ? {} : { body });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    if (cause instanceof ClientError) {
      const isSignedOut = cause.code === 'INVALID_TOKEN' || cause.code === 'INVALID_CREDENTIALS';
      const message = isSignedOut && reportSessionEnd(path) ? signedOut : cause.message;
      throw new ApiFailure(cause.code, message, cause.requestId);
    }
    throw new ApiFailure('UNREACHABLE', 'The server is not responding. Check that it is running.');
  } finally {
    limited.stop();
  }
}

/** `queryString({ type: 'A', user: '' })` returns `?type=A`. */
export function queryString(parameters: Record<string, string | number | null | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  return search.size > 0 ? `?${search}` : '';
}

export const pickQuery = <Name extends string>(
  query: Record<string, string>,
  names: readonly Name[],
): Record<Name, string> =>
  Object.fromEntries(names.map((name) => [name, query[name] ?? ''])) as Record<Name, string>;
