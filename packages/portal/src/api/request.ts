import { ClientError, createClient, type Method, readError } from '@winkwire/contract/client';
import type { ErrorCode } from '@winkwire/contract/errors';
import type { Mode } from '@winkwire/contract/modes';
import { reportSessionEnd } from './session-end.ts';
import { pictureLimitMs, timeLimitMs, withTimeLimit } from './time-limit.ts';

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
export function request<Data>(mode: Mode, path: string, options: RequestOptions = {}): Promise<Data> {
  const { method = 'GET', body, signal } = options;
  return withFailures({ path, signal, limitMs: timeLimitMs(method) }, (limited) =>
    createClient({
      baseUrl: location.origin,
      headers: headersOf(mode),
      fetch: (url, init) => fetch(url, { ...init, credentials: 'same-origin', signal: limited }),
    }).request<Data>(method, path, body === undefined ? {} : { body }),
  );
}

/** Resolves to the picture at `path`. Rejects like {@link request}, also if the bytes are no picture. */
export function requestPicture(mode: Mode, path: string, signal: AbortSignal): Promise<ImageBitmap> {
  return withFailures({ path, signal, limitMs: pictureLimitMs }, async (limited) => {
    const init = { headers: headersOf(mode), credentials: 'same-origin', signal: limited } as const;
    const response = await fetch(path, init);
    if (!response.ok) throw await readError(response);
    return createImageBitmap(await response.blob());
  });
}

/** The server accepts the cookie only with this header, which a page of another site cannot send. */
const headersOf = (mode: Mode) => ({ 'winkwire-mode': mode });

interface Task {
  path: string;
  signal: AbortSignal | undefined;
  limitMs: number;
}

async function withFailures<Result>(
  { path, signal, limitMs }: Task,
  work: (limited: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const limited = withTimeLimit(signal, limitMs);
  try {
    return await work(limited.signal);
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
