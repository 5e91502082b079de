import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import proxyAddress from '@fastify/proxy-addr';
import { newId } from '@winkwire/contract/ids';
import { EventPublishRequest } from '@winkwire/contract/resources/event-record';
import type { FastifyInstance } from 'fastify';
import { publishEvent } from '../actions/publish-event.ts';
import { weights } from '../limits/weights.ts';
import type { Caller } from '../platform/caller.ts';
import { withTimeout } from '../platform/deadline.ts';
import { Failure } from '../platform/failure.ts';
import { apiPolicy, securityHeaders } from '../platform/security-headers.ts';
import type { Services } from '../platform/services.ts';
import { failureResponse, successEnvelope } from './envelope.ts';
import type { Presenting } from './gate.ts';
import { onTimeout } from './on-timeout.ts';
import { parseJson } from './parse-json.ts';
import { readIdempotencyKey } from './read-idempotency-key.ts';
import { readText } from './read-text.ts';
import { validatorOf } from './validation.ts';

const path = '/v1/events';
const usualTypes: ReadonlySet<string | undefined> = new Set([
  'application/json',
  'application/json; charset=utf-8',
  'application/json;charset=utf-8',
]);
/** Fastify does something special for each of these headers, so it handles the requests that have one of them. */
const unusualHeaders = ['accept-version', 'expect', 'origin', 'transfer-encoding', 'upgrade'];

/**
 * Handles most requests to `POST /v1/events` without Fastify, whose router, hooks and tables of headers were a large
 * part of the cost of a request (ADR 25). It handles a request if `isUsual` accepts it, `content-length` is within the
 * limit, the credentials were checked in the last five seconds, and the rate limit has room for it. All other requests
 * are left to Fastify before anything of their bodies has been read. `publish-directly.test.ts` compares both ways.
 * Call this after the routes have been registered.
 */
export function publishDirectly(app: FastifyInstance, services: Services): void {
  // Traces are recorded by Fastify's hooks, so with tracing all requests are left to Fastify.
  if (services.tracing) return;
  const publisher = new DirectPublisher(app, services);
  const listeners = app.server.listeners('request') as RequestListener[];
  app.server.removeAllListeners('request');
  let stopping = false;
  // While the process is stopping, all requests are left to Fastify, which asks clients to close their
  // connections.
  app.addHook('preClose', (done) => {
    stopping = true;
    done();
  });
  app.server.on('request', (request, response) => {
    if (!stopping && isUsual(request) && publisher.take(request, response)) return;
    for (const listener of listeners) listener.call(app.server, request, response);
  });
}

function isUsual({ method, url, httpVersion, headers }: IncomingMessage): boolean {
  return (
    url === path &&
    method === 'POST' &&
    httpVersion === '1.1' &&
    headers.host !== undefined &&
    usualTypes.has(headers['content-type']) &&
    unusualHeaders.every((name) => headers[name] === undefined)
  );
}

/** A request that is handled without Fastify. */
interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  requestId: string;
  startedAt: number;
  caller: Caller;
  address: string;
}

class DirectPublisher {
  readonly #app: FastifyInstance;
  readonly #services: Services;
  readonly #checkBody = validatorOf('body', EventPublishRequest);
  readonly #headers: readonly string[];
  readonly #trusts: ((address: string, hop: number) => boolean) | undefined;

  constructor(app: FastifyInstance, services: Services) {
    const { publicUrl, corsOrigins, trustProxy } = services.config;
    const https = publicUrl?.startsWith('https:') ?? false;
    const headers = {
      ...securityHeaders({ policy: apiPolicy, https }),
      ...(corsOrigins.length > 0 && !corsOrigins.includes('*') ? { vary: 'origin' } : {}),
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
    };
    this.#app = app;
    this.#services = services;
    // Node writes a flat list of headers as it is, and does not build a table of them.
    this.#headers = Object.entries(headers).flat();
    this.#trusts = trustProxy.length > 0 ? proxyAddress.compile(trustProxy) : undefined;
  }

  /** Returns false if Fastify has to respond. */
  take(request: IncomingMessage, response: ServerResponse): boolean {
    const size = Number(request.headers['content-length'] ?? 0);
    if (size === 0 || size > this.#services.config.bodyLimit) return false;
    const { gate } = this.#app;
    const address = this.#addressOf(request);
    const presenting: Presenting = { headers: request.headers, ip: address, presentedCredentials: undefined };
    const caller = gate.trustedCallerOf(presenting);
    if (!caller) return false;
    // If the bucket has too few tokens, none is taken, and Fastify refuses the request.
    if (gate.requests && gate.requests.take(gate.bucketOf(presenting), weights.api) > 0) return false;
    const requestId = newId('request');
    this.#receive({ request, response, requestId, startedAt: performance.now(), caller, address });
    return true;
  }

  /** The client's address, as Fastify finds it. */
  #addressOf(request: IncomingMessage): string {
    return this.#trusts ? proxyAddress(request, this.#trusts) : (request.socket.remoteAddress ?? '');
  }

  /**
   * The size needs no check here: `take` has compared `content-length` with the limit, and Node reads no more
   * than that length.
   */
  #receive(exchange: Exchange): void {
    const { request } = exchange;
    const chunks: Buffer[] = [];
    const fail = (): void => this.#refuse(exchange, new Failure('INVALID_PARAMETERS'));
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', fail);
    request.on('end', () => {
      // From here on, the event is published even if the client closes the connection. The client then only
      // misses the response.
      request.off('error', fail);
      void this.#publish(exchange, Buffer.concat(chunks));
    });
  }

  async #publish(exchange: Exchange, bytes: Buffer): Promise<void> {
    const { request, caller, requestId } = exchange;
    let parsed: unknown;
    try {
      parsed = parseJson(readText(bytes, 'The body'), 'The body');
    } catch (error) {
      // The connection is closed. Fastify also closes it when it cannot parse a body.
      return this.#refuse(exchange, error, ['connection', 'close']);
    }
    try {
      const body = this.#checkBody(parsed) as EventPublishRequest;
      const idempotencyKey = readIdempotencyKey(request.headers);
      const work = publishEvent(this.#services, caller, { request: body, idempotencyKey });
      const data = await withTimeout(work, this.#services.config.requestTimeout, onTimeout);
      const envelope = successEnvelope(requestId, 201, data);
      this.#send(exchange, { status: 201, body: envelope });
    } catch (error) {
      this.#refuse(exchange, error);
    }
  }

  #refuse(exchange: Exchange, error: unknown, more: string[] = []): void {
    const { status, body, retryAfter, fault } = failureResponse(exchange.requestId, error);
    const headers = retryAfter === undefined ? more : [...more, 'retry-after', retryAfter];
    this.#send(exchange, { status, body, headers, fault });
  }

  #send(exchange: Exchange, { status, body, headers = [], fault }: Outgoing): void {
    const { response, startedAt } = exchange;
    const text = JSON.stringify(body);
    const length = ['content-length', String(Buffer.byteLength(text))];
    response.writeHead(status, this.#headers.concat(headers, length));
    response.end(text);
    this.#app.responseLog.completed({
      requestId: exchange.requestId,
      method: 'POST',
      path,
      operation: 'publishEvent',
      status,
      code: body.code,
      warning: undefined,
      milliseconds: performance.now() - startedAt,
      address: exchange.address,
      caller: exchange.caller,
      fault,
    });
  }
}

interface Outgoing {
  status: number;
  body: { code: string };
  headers?: string[];
  fault?: unknown;
}
