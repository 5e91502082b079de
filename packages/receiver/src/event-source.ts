import type { Checkpoint } from './checkpoint.ts';

/** One event as the server returns it, with the same text and signatures that it sends to the endpoint. */
export interface PulledEvent {
  sequence: number;
  /** Null once the event's user has been erased. */
  body: string | null;
  /** Lower-case hex SHA-256 of the body. It stays when the body has been erased. */
  digest: string;
  headers: Record<string, string>;
}

/** Where an endpoint's events can be pulled from. */
export interface EventSource {
  /** Some of the events after a sequence number, ascending, and the highest sequence number of the endpoint. */
  events(after: number): Promise<{ items: PulledEvent[]; lastSequence: number }>;
  /** The server's own count and hash. */
  checkpoint(): Promise<Checkpoint>;
}

export interface EventSourceOptions {
  /** The base URL of the API, such as `https://winkwire.example.com/v1`. */
  baseUrl: string;
  webhookId: string;
  /** A key and its secret of the REST API. */
  apiKey: string;
  apiSecret: string;
}

const pageSize = 150;

/** The REST API as a source. Its promises reject with an Error when the server returns an error status. */
export function eventSource({ baseUrl, webhookId, apiKey, apiSecret }: EventSourceOptions): EventSource {
  const base = `${baseUrl.replace(/\/+$/, '')}/webhooks/${encodeURIComponent(webhookId)}`;
  const authorization = `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}`;

  async function get<Data>(path: string): Promise<Data> {
    const response = await fetch(base + path, { headers: { authorization } });
    const { data, message } = (await response.json()) as { data: Data; message: string };
    if (!response.ok) throw new Error(`GET ${base}${path}: ${response.status} ${message}`);
    return data;
  }

  return {
    events: (after) => get(`/events?after=${after}&size=${pageSize}`),
    checkpoint: () => get('/checkpoint'),
  };
}
