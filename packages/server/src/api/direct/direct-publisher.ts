import type { IncomingMessage } from 'node:http';
import proxyAddress from '@fastify/proxy-addr';
import { newId } from '@winkwire/contract/ids';
import { EventPublishRequest } from '@winkwire/contract/resources/event-record';
import { publishEvent } from '../../actions/publish-event.ts';
import { proxyTest } from '../../limits/proxy-test.ts';
import { weights } from '../../limits/weights.ts';
import type { Caller } from '../../platform/caller.ts';
import { withTimeout } from '../../platform/deadline.ts';
import { apiPolicy, securityHeaders } from '../../platform/security-headers.ts';
import type { Services } from '../../platform/services.ts';
import { failureResponse, successEnvelope } from '../envelope.ts';
import type { Gate, Presenting } from '../gate.ts';
import type { ResponseLog } from '../log-responses.ts';
import { onTimeout } from '../on-timeout.ts';
import { parseJson } from '../parse-json.ts';
import { readIdempotencyKey } from '../read-idempotency-key.ts';
import { readText } from '../read-text.ts';
import { validatorOf } from '../validation.ts';
import type { DirectHead, DirectHeaders } from './read-head.ts';
import type { DirectResponse } from './write-response.ts';

interface Sent {
  headers: DirectHeaders;
  /** The other end of the connection, which may be a proxy. */
  peer: string;
  /** When the whole head had arrived, by `performance.now()`. */
  startedAt: number;
}

/** The credentials of a connection's last request. They seldom change on a connection. */
export interface LastPresented {
  authorization: string | undefined;
  presented: Presenting['presentedCredentials'];
}

interface Publication extends Sent {
  body: Buffer;
  caller: Caller;
}

interface Exchange {
  requestId: string;
  startedAt: number;
  caller: Caller | undefined;
  address: string;
}

/** Handles usual requests to `POST /v1/events` with the functions of Fastify's routes. */
export class DirectPublisher {
  readonly #services: Services;
  readonly #gate: Gate;
  readonly #log: ResponseLog;
  readonly #checkBody = validatorOf('body', EventPublishRequest);
  readonly #headers: string;
  readonly #trusts: ((address: string) => boolean) | undefined;

  constructor(services: Services, { gate, responseLog }: { gate: Gate; responseLog: ResponseLog }) {
    const { publicUrl, corsOrigins, trustProxy } = services.config;
    const https = publicUrl?.startsWith('https:') ?? false;
    this.#services = services;
    this.#gate = gate;
    this.#log = responseLog;
    this.#headers = headerLines({
      ...securityHeaders({ policy: apiPolicy, https }),
      ...(corsOrigins.length > 0 && !corsOrigins.includes('*') ? { vary: 'origin' } : {}),
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
    });
    this.#trusts = trustProxy.length > 0 ? proxyTest(trustProxy) : undefined;
  }

  /**
   * Returns the caller, or a promise if a query or a hash is needed. The promise rejects for wrong credentials.
   * `unusual` means that Fastify has to respond.
   */
  callerOf(
    { headers, bodyLength }: DirectHead,
    peer: string,
    last: LastPresented,
  ): Caller | Promise<Caller> | 'unusual' {
    if (bodyLength > this.#services.config.bodyLimit) return 'unusual';
    const presenting = this.#presentingOf(headers, peer);
    // Reusing the last credentials saves 2 of the 70 µs of a request.
    if (headers.authorization === last.authorization) presenting.presentedCredentials = last.presented;
    if (!this.#gate.presentsCredentials(presenting)) return 'unusual';
    last.authorization = headers.authorization;
    last.presented = presenting.presentedCredentials;
    // If the limit is reached, `take` changes nothing, and Fastify refuses the request.
    const { requests } = this.#gate;
    if (requests && requests.take(this.#gate.bucketOf(presenting), weights.api) > 0) return 'unusual';
    return this.#gate.trustedCallerOf(presenting) ?? this.#gate.key(presenting);
  }

  /** Resolves with a response even if the event cannot be published. */
  async publish({ body: bytes, caller, ...sent }: Publication): Promise<DirectResponse> {
    const exchange = this.#begin(sent, caller);
    let parsed: unknown;
    try {
      parsed = parseJson(readText(bytes, 'The body'), 'The body');
    } catch (error) {
      // Fastify also closes the connection if it cannot parse a body.
      return this.#fail(exchange, error, true);
    }
    try {
      const request = this.#checkBody(parsed) as EventPublishRequest;
      const idempotencyKey = readIdempotencyKey({ 'idempotency-key': sent.headers['idempotency-key'] });
      const work = publishEvent(this.#services, caller, { request, idempotencyKey });
      const data = await withTimeout(work, this.#services.config.requestTimeout, onTimeout);
      const envelope = successEnvelope(exchange.requestId, 201, data);
      return this.#respond(exchange, { status: 201, body: envelope });
    } catch (error) {
      return this.#fail(exchange, error);
    }
  }

  /** The response to a request whose credentials are wrong or could not be checked. */
  refuse(error: unknown, sent: Sent): DirectResponse {
    return this.#fail(this.#begin(sent, undefined), error);
  }

  #presentingOf(headers: DirectHeaders, peer: string): Presenting {
    return {
      headers: { authorization: headers.authorization },
      ip: this.#addressOf(headers, peer),
      presentedCredentials: undefined,
    };
  }

  /** The client's address, determined as Fastify does. */
  #addressOf(headers: DirectHeaders, peer: string): string {
    if (!this.#trusts) return peer;
    // `proxyAddress` reads only these parts of a request.
    const request = { headers, socket: { remoteAddress: peer } } as unknown as IncomingMessage;
    return proxyAddress(request, this.#trusts);
  }

  #begin({ headers, peer, startedAt }: Sent, caller: Caller | undefined): Exchange {
    return { requestId: newId('request'), startedAt, address: this.#addressOf(headers, peer), caller };
  }

  #fail(exchange: Exchange, error: unknown, closes = false): DirectResponse {
    const { status, body, retryAfter, fault } = failureResponse(exchange.requestId, error);
    const headers = retryAfter === undefined ? '' : `retry-after: ${retryAfter}\r\n`;
    return this.#respond(exchange, { status, body, headers, fault, closes });
  }

  #respond(
    { requestId, startedAt, caller, address }: Exchange,
    { status, body, headers = '', fault, closes = false }: Outcome,
  ): DirectResponse {
    this.#log.completed({
      requestId,
      method: 'POST',
      path: '/v1/events',
      operation: 'publishEvent',
      status,
      code: body.code,
      warning: undefined,
      milliseconds: performance.now() - startedAt,
      address,
      caller,
      by: undefined,
      fault,
    });
    return { status, headers: this.#headers + headers, body: JSON.stringify(body), closes };
  }
}

interface Outcome {
  status: number;
  body: { code: string };
  headers?: string;
  fault?: unknown;
  closes?: boolean;
}

const headerLines = (headers: Readonly<Record<string, string>>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
