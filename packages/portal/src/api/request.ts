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
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  signal?: AbortSignal;
}

/** Asks the REST API in one mode; the cookie says who asks. Answers the envelope's `data`. */
export async function request<Data>(mode: Mode, path: string, options: RequestOptions = {}): Promise<Data> {
  const response = await send(mode, path, options);
  const envelope = await readEnvelope<Data>(response);
  if (!response.ok) throw new ApiFailure(envelope.code, envelope.message, envelope.requestId);
  return envelope.data;
}

async function send(mode: Mode, path: string, { method = 'GET', body, signal }: RequestOptions) {
  try {
    return await fetch(path, {
      method,
      credentials: 'same-origin',
      // The server takes a cookie only with this header: no other site can add it.
      headers: {
        'winkwire-mode': mode,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiFailure('UNREACHABLE', 'The server does not answer. Is it running?');
  }
}

interface Envelope<Data> {
  code: ErrorCode;
  message: string;
  requestId: string | null;
  data: Data;
}

async function readEnvelope<Data>(response: Response): Promise<Envelope<Data>> {
  try {
    return (await response.json()) as Envelope<Data>;
  } catch {
    throw new ApiFailure('SERVER_ERROR', `The server answered ${response.status} without an explanation.`);
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
