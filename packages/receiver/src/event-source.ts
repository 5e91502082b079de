import { gapOf } from './catch-up-error.ts';
import type { Checkpoint } from './checkpoint.ts';
import { fetchPatiently } from './fetch-patiently.ts';

/** An event as the server returns it, with the same bytes as in a delivery, but with new signatures. */
export interface PulledEvent {
  sequence: number;
  /** Null if the body was deleted, for example by an erasure. */
  body: string | null;
  /** The SHA-256 of the body, in lower-case hex. It remains after the body has been deleted. */
  digest: string;
  headers: Record<string, string>;
}

/** A source from which the events of an endpoint can be pulled. */
export interface EventSource {
  /**
   * The events after a sequence, in order. `lastSequence` is the highest sequence of the endpoint. Rejects with the
   * CatchUpError `GAP` if the next events have expired.
   */
  events(after: number): Promise<{ items: PulledEvent[]; lastSequence: number }>;
  /** The checkpoint that the server itself has computed. */
  checkpoint(): Promise<Checkpoint>;
}

export interface EventSourceOptions {
  /** The base URL of the API, such as `https://winkwire.example.com/v1`. */
  baseUrl: string;
  webhookId: string;
  /** The API key. `apiSecret` is its secret. */
  apiKey: string;
  apiSecret: string;
}

const pageSize = 150;

class ApiError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Reads events from the REST API, and waits while the server is busy. Rejects with an Error after an error status, and
 * with the CatchUpError `GAP` if the next events have expired. Throws TypeError for invalid options.
 */
export function eventSource(options: EventSourceOptions): EventSource {
  vet(options);
  const { baseUrl, webhookId, apiKey, apiSecret } = options;
  const base = `${baseUrl.replace(/\/+$/, '')}/webhooks/${encodeURIComponent(webhookId)}`;
  const authorization = `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}`;

  async function get<Data>(path: string): Promise<Data> {
    const response = await fetchPatiently(base + path, { headers: { authorization } });
    const { code, data, message } = (await response.json()) as { code: string; data: Data; message: string };
    if (!response.ok) throw new ApiError(code, `GET ${base}${path}: ${response.status} ${message}`);
    return data;
  }

  /**
   * The server returns MISSING_RESOURCE for expired events, but also for an unknown webhook. The checkpoint shows which
   * of the two it is.
   */
  async function refuseExpired(after: number, error: unknown): Promise<never> {
    if (!(error instanceof ApiError) || error.code !== 'MISSING_RESOURCE') throw error;
    const { expired } = await get<{ expired?: Checkpoint }>('/checkpoint');
    throw expired && expired.sequence > after ? gapOf({ from: after + 1, to: expired.sequence }) : error;
  }

  return {
    events: (after) =>
      get<Awaited<ReturnType<EventSource['events']>>>(`/events?after=${after}&size=${pageSize}`).catch(
        (error) => refuseExpired(after, error),
      ),
    checkpoint: () => get('/checkpoint'),
  };
}

/** Options often come from environment variables that are not set. This check names the missing option. */
function vet(options: EventSourceOptions): void {
  for (const name of ['baseUrl', 'webhookId', 'apiKey', 'apiSecret'] as const) {
    const value: unknown = options?.[name];
    if (typeof value === 'string' && value !== '') continue;
    throw new TypeError(
      `eventSource needs ${name}. Check that the environment variable or the setting with its value is set.`,
    );
  }
  if (/^https?:\/\//i.test(options.baseUrl) && URL.canParse(options.baseUrl)) return;
  throw new TypeError(
    'The baseUrl of eventSource is not a URL. Pass the whole address of the API, such as https://winkwire.example.com/v1.',
  );
}
