import { hash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { whyWritesWait } from '../domain/why-writes-wait.ts';
import { writeHeartbeat } from '../domain/write-heartbeat.ts';
import { weights } from '../limits/weights.ts';
import { withTimeout } from '../platform/deadline.ts';
import { Failure } from '../platform/failure.ts';
import { isLoopbackAddress } from '../platform/loopback.ts';
import type { Services } from '../platform/services.ts';
import { shareCalls } from '../platform/share-calls.ts';
import { successEnvelope } from './envelope.ts';

/**
 * After the database has refused work, the process is not ready for this many ms. On a disk that is almost full, the
 * small write of the probe may succeed although other writes fail.
 */
const recently = 3000;

/** If the probe's write takes longer than this many ms, the process is not ready. */
const longestWrite = 5000;

/** Returns why the process does not accept work, or undefined if it does. The database is checked separately. */
export type WhyUnready = () => string | undefined;

/** `/healthz`: the process is alive. `/readyz`: it accepts work. `/metrics`: figures for Prometheus. */
export function registerProbes(app: FastifyInstance, services: Services, whyUnready: WhyUnready): void {
  const config = { operation: 'probe', weight: weights.probe };
  // Concurrent calls share one check, because anybody may call `/readyz` and each check writes.
  const writeFault = shareCalls(() => findWriteFault(services));
  app.get('/healthz', { config }, async (request) => successEnvelope(request.id, 200, { status: 'alive' }));
  app.get('/readyz', { config }, async (request) => {
    const fault = whyUnready() ?? (await writeFault());
    if (fault !== undefined) throw new Failure('SERVER_UNAVAILABLE', fault);
    if (performance.now() - services.store.refusedAt < recently) {
      throw new Failure('SERVER_UNAVAILABLE', 'The database has just refused work.');
    }
    return successEnvelope(request.id, 200, { status: 'ready', roles: services.config.roles });
  });
  app.get('/metrics', { config: { operation: 'probe' } }, async (request, reply) => {
    if (!isLocal(request) && !showsMetricsToken(request, services.config)) await app.gate.key(request);
    reply.type(services.metrics.contentType);
    return services.metrics.metrics();
  });
}

async function findWriteFault({ config, now, store }: Services): Promise<string | undefined> {
  const written = writeHeartbeat(store, now()).then(
    () => true,
    () => false,
  );
  const timeout = Math.min(config.requestTimeout, longestWrite);
  if (await withTimeout(written, timeout, () => false)) return undefined;
  return (
    (await withTimeout(whyWritesWait(store), timeout, () => undefined)) ?? 'The database does not respond.'
  );
}

/** Digests are compared, so that the time does not reveal how much of a guess is right. */
function showsMetricsToken({ headers }: FastifyRequest, { metricsToken }: Services['config']): boolean {
  const [, token] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  if (metricsToken === null || token === undefined) return false;
  return timingSafeEqual(hash('sha256', token, 'buffer'), hash('sha256', metricsToken, 'buffer'));
}

/** A request through a proxy on this machine does not count as local. */
function isLocal(request: FastifyRequest): boolean {
  const { headers, socket } = request;
  const forwarded = headers.forwarded ?? headers['x-forwarded-for'];
  return forwarded === undefined && isLoopbackAddress(socket.remoteAddress ?? '');
}
