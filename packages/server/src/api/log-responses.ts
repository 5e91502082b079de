import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Counter, Histogram } from 'prom-client';
import type { Services } from '../platform/services.ts';
import type { AnyCaller } from './operation.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The code in the response's envelope. */
    responseCode: string | undefined;
    /** A warning about a request that succeeded. It is logged, and is the message in the envelope. */
    warning: string | undefined;
    /** The error that was thrown, if it is an internal error. */
    fault: unknown;
    caller: AnyCaller;
  }
  interface FastifyContextConfig {
    /** The operation's id. */
    operation?: string;
  }
}

/** Logs one line and updates two metrics for each request. The query is not logged, because it may contain secrets. */
export function logResponses(app: FastifyInstance, { log, metrics }: Services): void {
  const responses = new Counter({
    name: 'winkwire_http_requests_total',
    help: 'Completed requests, by operation and status.',
    labelNames: ['operation', 'status'],
    registers: [metrics],
  });
  const durations = new Histogram({
    name: 'winkwire_http_request_seconds',
    help: 'Time from a request to the end of its response.',
    labelNames: ['operation'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [metrics],
  });
  app.decorateRequest('responseCode', undefined);
  app.decorateRequest('warning', undefined);
  app.decorateRequest('fault', undefined);
  app.decorateRequest('caller', undefined);
  app.addHook('onResponse', async (request, reply) => {
    const { operation = 'file' } = request.routeOptions.config;
    responses.inc({ operation, status: String(reply.statusCode) });
    durations.observe({ operation }, reply.elapsedTime / 1000);
    const { caller } = request;
    const line = {
      requestId: request.id,
      method: request.method,
      path: loggablePath(request),
      operation,
      status: reply.statusCode,
      code: request.responseCode,
      warning: request.warning,
      milliseconds: Math.round(reply.elapsedTime * 10) / 10,
      address: request.ip,
      tenantId: caller?.tenantId,
      mode: caller?.mode,
      ...(caller && 'sessionId' in caller ? { userId: caller.userId, sessionId: caller.sessionId } : {}),
    };
    if (request.fault) log.error({ ...line, err: request.fault }, 'request.failed');
    else if (operation === 'file' || operation === 'probe') log.debug(line, 'request.completed');
    else log.info(line, 'request.completed');
  });
}

/** The path as the log shows it. A public path is replaced by its route's pattern, because it may contain a token. */
function loggablePath({ url, routeOptions }: FastifyRequest): string | undefined {
  return url.startsWith('/v1/') ? url.split('?', 1)[0] : routeOptions.url;
}
