import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Services } from '../platform/services.ts';
import { inTrace } from '../tracing/current-trace.ts';
import type { Traced } from '../tracing/tracing.ts';

/** One span for each request of an operation, except for probes. Its parent comes from the header `traceparent`. */
export function traceRequests(app: FastifyInstance, { tracing }: Pick<Services, 'tracing'>): void {
  if (!tracing) return;
  const spans = new WeakMap<FastifyRequest, Traced>();
  app.addHook('onRequest', (request, _, done) => {
    const { operation } = request.routeOptions.config;
    if (operation && operation !== 'probe') {
      const route = request.routeOptions.url ?? '';
      const parent = request.headers.traceparent;
      const span = tracing.begin({
        name: `${request.method} ${route}`,
        kind: 'server',
        parent: typeof parent === 'string' ? parent : null,
        attributes: {
          'http.request.method': request.method,
          'http.route': route,
          'winkwire.operation': operation,
        },
      });
      spans.set(request, span);
    }
    done();
  });
  // The trace is set in this hook, because reading the body would lose a trace that was set before.
  app.addHook('preHandler', (request, _, done) => {
    const span = spans.get(request);
    if (span) inTrace(span.traceparent, done);
    else done();
  });
  app.addHook('onResponse', async (request, reply) => {
    const failed = reply.statusCode >= 500;
    spans.get(request)?.end({
      attributes: { 'http.response.status_code': reply.statusCode, 'winkwire.request_id': request.id },
      error: failed ? request.responseCode : undefined,
    });
  });
}
