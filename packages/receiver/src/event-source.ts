import type { Checkpoint } from './checkpoint.ts';

/** One event as the server hands it out: the same text and signatures that it sends. */
export interface PulledEvent {
  sequence: number;
  /** Null once the user whose event it was has been erased. */
  body: string | null;
  /** Lower-case hex SHA-256 of the body, kept also when the body is gone. */
  digest: string;
  headers: Record<string, string>;
}

/** Where an endpoint's events can be pulled from. */
export interface EventSource {
  /** Some events after a sequence, ascending, and the newest sequence there is. */
  events(after: number): Promise<{ items: PulledEvent[]; lastSequence: number }>;
  /** The server's own count and hash. */
  checkpoint(): Promise<Checkpoint>;
}

export interface EventSourceOptions {
  /** Where the API is, such as `https://winkwire.example.com/v1`. */
  baseUrl: string;
  webhookId: string;
  /** As of the REST API. */
  apiKey: string;
  apiSecret: string;
}

const pageSize = 150;

/** The REST API as a source. Its promises reject when the server does not answer with 200. */
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
