import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  event: { id: string; type: string; createdAt: string; data: Record<string, unknown> };
  at: number;
}

export type Behaviour = (received: Received, response: ServerResponse) => void;

export interface Receiver extends AsyncDisposable {
  url: string;
  received: Received[];
  server: Server;
  behave(behaviour: Behaviour): void;
  /** Resolves when this many requests have arrived. */
  count(number: number): Promise<Received[]>;
}

/** Starts a receiver that keeps its requests. It responds with 200 until its behaviour is set. */
export async function startReceiver(host = '127.0.0.1'): Promise<Receiver> {
  const received: Received[] = [];
  const waiting: { number: number; resolve(): void }[] = [];
  let behaviour: Behaviour = (_, response) => void response.end('ok');
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const item = {
        path: request.url!,
        headers: request.headers,
        body,
        event: JSON.parse(body),
        at: Date.now(),
      };
      received.push(item);
      behaviour(item, response);
      for (const { number, resolve } of waiting) if (received.length >= number) resolve();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}/hook`,
    received,
    server,
    behave: (next) => {
      behaviour = next;
    },
    async count(number) {
      if (received.length < number) await new Promise<void>((resolve) => waiting.push({ number, resolve }));
      return received;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
