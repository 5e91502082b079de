import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Failure } from '../failure.ts';
import type { Services } from '../services.ts';
import { Gate } from './access.ts';
import { successEnvelope } from './envelope.ts';

/** How long the database may take to answer a probe, in milliseconds. */
const patience = 2000;

/**
 * `/healthz`: this process lives. `/readyz`: send it work, which means that its database answers and that it is not
 * being stopped. `/metrics`: for Prometheus.
 */
export function registerProbes(app: FastifyInstance, services: Services, isStopping: () => boolean): void {
  const config = { operation: 'probe', rateLimit: false };
  const gate = new Gate(services);
  app.get('/healthz', { config }, async (request) => successEnvelope(request.id, 200, { status: 'alive' }));
  app.get('/readyz', { config }, async (request) => {
    if (isStopping()) throw new Failure('SERVER_UNAVAILABLE', 'The server is being stopped.');
    if (!(await answers(services))) throw new Failure('SERVER_UNAVAILABLE', 'The database does not answer.');
    return successEnvelope(request.id, 200, { status: 'ready', roles: services.config.roles });
  });
  app.get('/metrics', { config }, async (request, reply) => {
    if (!isLocal(request)) await gate.key(request);
    reply.type(services.metrics.contentType);
    return services.metrics.metrics();
  });
}

async function answers({ store }: Services): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), patience);
  });
  const asked = store.get('select 1 as one').then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([asked, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/** From this machine, and not passed on by a proxy on it: others show API credentials. */
function isLocal(request: FastifyRequest): boolean {
  const { headers, socket } = request;
  const forwarded = headers.forwarded ?? headers['x-forwarded-for'];
  return forwarded === undefined && /^(127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? '');
}
