import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Counter, Histogram } from 'prom-client';
import type { Services } from '../platform/services.ts';
import type { AnyCaller } from './operation.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The envelope's code. */
    responseCode: string | undefined;
    /** What the client should know though it succeeded: it stands in the envelope's message, and in the log. */
    warning: string | undefined;
    /** What was thrown, when it is our own fault. */
    fault: unknown;
    caller: AnyCaller;
  }
  interface FastifyContextConfig {
    /** The operation's id. */
    operation?: string;
  }
}

/** One wide line and two metrics for each request. The query is left out: it may hold what nobody should read. */
export function logResponses(app: FastifyInstance, { log, metrics }: Services): void {
  const answers = new Counter({
    name: 'winkwire_http_requests_total',
    help: 'Requests answered, by operation and status.',
    labelNames: ['operation', 'status'],
    registers: [metrics],
  });
  const durations = new Histogram({
    name: 'winkwire_http_request_seconds',
    help: 'Time from a request to the end of its answer.',
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
    answers.inc({ operation, status: String(reply.statusCode) });
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
    if (request.fault) log.error({ ...line, err: request.fault }, 'request failed');
    else if (operation === 'file' || operation === 'probe') log.debug(line, 'request answered');
    else log.info(line, 'request answered');
  });
}

/** As it was asked for, with its ids; but public addresses hold what lets somebody in, so of those only the pattern. */
function loggablePath({ url, routeOptions }: FastifyRequest): string | undefined {
  return url.startsWith('/v1/') ? url.split('?', 1)[0] : routeOptions.url;
}
