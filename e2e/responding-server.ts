import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Request } from './chart-moves.ts';
import type { Winkwire } from './start-winkwire.ts';

/** The requests to which the test responds. The patterns match the method and the path after `widget/api/`. */
const routes: [RegExp, Request][] = [
  [/^POST sessions$/, 'sessions'],
  [/^POST consents$/, 'consents'],
  [/^GET (providers|sources)$/, 'catalogue'],
  [/^POST accounts$/, 'accounts'],
  [/^POST accounts\/[^/]+\/answer$/, 'challengeReply'],
  [/^POST accounts\/[^/]+\/challenge$/, 'challenge'],
  [/^POST accounts\/[^/]+\/stop$/, 'stop'],
  [/^POST accounts\/[^/]+\/revoke$/, 'revokeAccount'],
  [/^GET accounts\//, 'progress'],
  [/^POST employers$/, 'employers'],
  [/^GET fileTypes$/, 'fileTypes'],
  [/^POST archives$/, 'archives'],
  [/^POST archives\/[^/]+\/revoke$/, 'revokeArchive'],
];

/** The header of the responses that the test has made. Its value is the name of the request in `routes`. */
export const respondsTo = 'x-responds-to';

interface Exchange {
  route: string;
  response: ServerResponse;
}

interface LoggedCallback {
  name: string;
  eventId: string;
  arguments: unknown;
}

/**
 * Holds the frame's requests until the test responds. The frame can therefore stay in each state. Interception by
 * Playwright would disable the browser's cache.
 */
export class RespondingServer {
  readonly #winkwire: Winkwire;
  readonly #server = createServer((request, response) => this.#receive(request, response));
  readonly #held = new Map<Request, Exchange[]>();
  readonly #arrivals = new EventEmitter();
  #log: LoggedCallback[] = [];

  constructor(winkwire: Winkwire) {
    this.#winkwire = winkwire;
  }

  /** Resolves to the Winkwire behind this server, but with the address of this server. */
  async start(): Promise<Winkwire> {
    await new Promise<void>((listening) => this.#server.listen(0, '127.0.0.1', listening));
    const { port } = this.#server.address() as AddressInfo;
    return { ...this.#winkwire, url: `http://127.0.0.1:${port}` };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  reset(): void {
    for (const { response } of [...this.#held.values()].flat()) response.destroy();
    this.#held.clear();
    this.#log = [];
  }

  /** Waits for this request, and responds to it. Without `data`, the response is a 502 that is not JSON. */
  async respond(request: Request, data: unknown): Promise<void> {
    const parts = request === 'catalogue' ? 2 : 1;
    const held = await this.#whenHeld(request, parts);
    this.#held.delete(request);
    // If several polls are held, the frame has given up all but the last one.
    for (const { route, response } of held.slice(-parts)) {
      response.setHeader(respondsTo, request);
      if (data === undefined) response.writeHead(502).end('Bad gateway');
      else reply(response, dataFor(route, data));
    }
  }

  async #whenHeld(request: Request, parts: number): Promise<Exchange[]> {
    const signal = AbortSignal.timeout(30_000);
    for (;;) {
      const held = this.#held.get(request) ?? [];
      if (held.length >= parts) return held;
      await once(this.#arrivals, 'held', { signal }).catch(() => {
        throw new Error(`The frame does not send the request ${request}.`);
      });
    }
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const [, path] = request.url!.split('/widget/api/');
    if (path === undefined) return this.#forward(request, body, response);
    const route = `${request.method} ${path.split('?')[0]}`;
    const held = routes.find(([pattern]) => pattern.test(route))?.[1];
    if (!held) return reply(response, this.#logged(route, body));
    this.#held.set(held, [...(this.#held.get(held) ?? []), { route, response }]);
    this.#arrivals.emit('held');
  }

  async #forward(
    { url, method, headers }: IncomingMessage,
    body: Buffer,
    response: ServerResponse,
  ): Promise<void> {
    const forwarded = await fetch(this.#winkwire.url + url, {
      method: method!,
      headers: Object.fromEntries(
        ['authorization', 'content-type'].flatMap((name) =>
          headers[name] ? [[name, String(headers[name])]] : [],
        ),
      ),
      body: body.length > 0 ? new Uint8Array(body) : null,
    });
    for (const [name, value] of forwarded.headers)
      if (!/^(content-(encoding|length)|transfer-encoding|connection|keep-alive)$/.test(name))
        response.setHeader(name, value);
    response.writeHead(forwarded.status).end(Buffer.from(await forwarded.arrayBuffer()));
  }

  /** The response to a write to the log of callbacks, or null. Like the real log, it stores each callback only once. */
  #logged(route: string, body: Buffer): unknown {
    if (route !== 'POST events' && route !== 'POST sessions/close') return null;
    const { events = [], after = 0, callsPage: _, ...details } = JSON.parse(body.toString());
    const sequences = events.map((callback: LoggedCallback) => this.#store(callback));
    if (route === 'POST events') return { sequences };
    this.#store({ name: 'onClose', eventId: `et-${randomUUID()}`, arguments: details });
    const callbacks = this.#log.map((callback, index) => ({
      ...callback,
      ...{ sessionId: 'ws-1', replayed: false, at: '2026-01-01T00:00:00.000Z', sequence: index + 1 },
    }));
    return { callbacks: callbacks.slice(after) };
  }

  /** Returns the callback's number. */
  #store(callback: LoggedCallback): number {
    const stored = this.#log.findIndex(({ eventId }) => eventId === callback.eventId);
    return stored >= 0 ? stored + 1 : this.#log.push(callback);
  }
}

/** The data of the response to one route. `catalogue` is divided into two responses. */
function dataFor(route: string, data: unknown): unknown {
  if (route === 'GET providers') return { items: (data as { providers: unknown }).providers };
  if (route === 'GET sources') return (data as { sources: unknown }).sources;
  return route === 'GET fileTypes' ? { items: data } : data;
}

function reply(response: ServerResponse, data: unknown): void {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ code: 'OK', message: '', data }));
}
