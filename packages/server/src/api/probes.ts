import { hash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { weights } from '../limits/weights.ts';
import { withTimeout } from '../platform/deadline.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';
import { shareCalls } from '../platform/share-calls.ts';
import { successEnvelope } from './envelope.ts';

/** A database that refused work so recently is not ready, whatever it says to a probe: its disk may be nearly full. */
const recently = 3000;

/**
 * `/healthz`: this process lives. `/readyz`: send it work, which means that its database answers and that it is not
 * being stopped. `/metrics`: for Prometheus.
 */
export function registerProbes(app: FastifyInstance, services: Services, isStopping: () => boolean): void {
  const config = { operation: 'probe', weight: weights.probe };
  const works = shareCalls(() => takesWrites(services));
  app.get('/healthz', { config }, async (request) => successEnvelope(request.id, 200, { status: 'alive' }));
  app.get('/readyz', { config }, async (request) => {
    if (isStopping()) throw new Failure('SERVER_UNAVAILABLE', 'The server is being stopped.');
    if (!(await works())) throw new Failure('SERVER_UNAVAILABLE', 'The database does not answer.');
    if (performance.now() - services.store.refusedAt < recently) {
      throw new Failure('SERVER_UNAVAILABLE', 'The database refused work a moment ago.');
    }
    return successEnvelope(request.id, 200, { status: 'ready', roles: services.config.roles });
  });
  app.get('/metrics', { config: { operation: 'probe' } }, async (request, reply) => {
    if (!isLocal(request) && !showsMetricsToken(request, services.config)) await app.gate.key(request);
    reply.type(services.metrics.contentType);
    return services.metrics.metrics();
  });
}

/** A read would not notice a full disk, nor a standby. */
async function takesWrites({ config, now, store }: Services): Promise<boolean> {
  const beat = `insert into heartbeats (id, at) values (1, $1) on conflict (id) do update set at = excluded.at`;
  const written = store.run(beat, [now()]).then(
    () => true,
    () => false,
  );
  return withTimeout(written, config.requestTimeout, () => false);
}

/** The token is compared by digests, which tell nothing of where they differ. */
function showsMetricsToken({ headers }: FastifyRequest, { metricsToken }: Services['config']): boolean {
  const [, token] = /^Bearer (\S+)$/i.exec(headers.authorization ?? '') ?? [];
  if (metricsToken === null || token === undefined) return false;
  return timingSafeEqual(hash('sha256', token, 'buffer'), hash('sha256', metricsToken, 'buffer'));
}

/** From this machine, and not passed on by a proxy on it: others show API credentials. */
function isLocal(request: FastifyRequest): boolean {
  const { headers, socket } = request;
  const forwarded = headers.forwarded ?? headers['x-forwarded-for'];
  return forwarded === undefined && /^(127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? '');
}
