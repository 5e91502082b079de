import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Counter, Histogram } from 'prom-client';
import type { Services } from '../platform/services.ts';
import type { AnyCaller } from './operation.ts';

declare module 'fastify' {
  interface FastifyRequest {
    responseCode: string | undefined;
    /** A warning about a successful request, also sent in the envelope. */
    warning: string | undefined;
    /** The thrown error, if it must be logged: an internal one, or a `StoreUnavailable`. */
    fault: unknown;
    caller: AnyCaller;
  }
  interface FastifyContextConfig {
    operation?: string;
    changesNothing?: boolean;
  }
}

interface CompletedResponse {
  requestId: string;
  method: string;
  path: string | undefined;
  operation: string;
  status: number;
  code: string | undefined;
  warning: string | undefined;
  milliseconds: number;
  address: string | undefined;
  caller: AnyCaller;
  /** The person in the portal, if the request may have changed something. */
  by: string | undefined;
  fault: unknown;
}

export class ResponseLog {
  readonly #log: Logger;
  readonly #responses: Counter<'operation' | 'status'>;
  readonly #durations: Histogram<'operation'>;

  constructor({ log, metrics }: Pick<Services, 'log' | 'metrics'>) {
    this.#log = log;
    this.#responses = new Counter({
      name: 'winkwire_http_requests_total',
      help: 'Completed requests, by operation and status.',
      labelNames: ['operation', 'status'],
      registers: [metrics],
    });
    this.#durations = new Histogram({
      name: 'winkwire_http_request_seconds',
      help: 'Time from a request to the end of its response.',
      labelNames: ['operation'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers: [metrics],
    });
  }

  completed(response: CompletedResponse): void {
    const { status, operation, milliseconds, by, fault } = response;
    this.#responses.inc({ operation, status: String(status) });
    this.#durations.observe({ operation }, milliseconds / 1000);
    if (fault) this.#log.error({ ...lineOf(response), err: fault }, 'request.failed');
    else {
      const level = by === undefined ? levelOf(operation) : 'warn';
      // This check is cheaper than building a line that the log level hides.
      if (this.#log.isLevelEnabled(level)) this.#log[level](lineOf(response), 'request.completed');
    }
  }
}

const levelOf = (operation: string): 'debug' | 'info' =>
  operation === 'file' || operation === 'probe' ? 'debug' : 'info';

function lineOf({ caller, fault: _, ...response }: CompletedResponse): object {
  return {
    ...response,
    milliseconds: Math.round(response.milliseconds * 10) / 10,
    tenantId: caller?.tenantId,
    mode: caller?.mode,
    ...(caller && 'sessionId' in caller ? { userId: caller.userId, sessionId: caller.sessionId } : {}),
  };
}

/** Logs each response. The query may contain secrets and is left out. */
export function logResponses(app: FastifyInstance): void {
  app.decorateRequest('responseCode', undefined);
  app.decorateRequest('warning', undefined);
  app.decorateRequest('fault', undefined);
  app.decorateRequest('caller', undefined);
  app.addHook('onResponse', (request, reply, done) => {
    app.responseLog.completed({
      requestId: request.id,
      method: request.method,
      path: loggablePath(request),
      operation: request.routeOptions.config.operation ?? 'file',
      status: reply.statusCode,
      code: request.responseCode,
      warning: request.warning,
      milliseconds: reply.elapsedTime,
      address: request.ip,
      caller: request.caller,
      by: changedBy(request),
      fault: request.fault,
    });
    done();
  });
}

const changedBy = ({ method, portalPerson, routeOptions }: FastifyRequest): string | undefined =>
  method === 'GET' || routeOptions.config.changesNothing ? undefined : (portalPerson ?? undefined);

/** A path outside `/v1/` may contain a token, so its route's pattern is logged instead. */
function loggablePath({ url, routeOptions }: FastifyRequest): string | undefined {
  return url.startsWith('/v1/') ? url.split('?', 1)[0] : routeOptions.url;
}
