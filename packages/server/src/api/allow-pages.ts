import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** What a page may read of an answer beside its body. */
const readable =
  'allow, retry-after, traceparent, x-ratelimit-limit, x-ratelimit-remaining, x-ratelimit-reset';
const methods = 'GET, POST, PUT, PATCH, DELETE';
/** Seconds for which a browser remembers an answer to its question. */
const remembered = '600';
/** Stands for the portal's cookie, which no other page may use. */
const portalHeader = 'winkwire-mode';

/**
 * Lets pages of these origins, or of any with `*`, call the REST API by CORS, with the API key in a header. Cookies are
 * never permitted. To be called before the hooks that refuse requests, so that a page can read refusals as well.
 */
export function allowPages(app: FastifyInstance, origins: readonly string[]): void {
  if (origins.length === 0) return;
  const isForAll = origins.includes('*');
  app.addHook('onRequest', (request, reply, done) => {
    const { origin } = request.headers;
    if (isApi(request) && !isForAll) reply.header('vary', 'origin');
    if (origin !== undefined && isApi(request) && (isForAll || origins.includes(origin))) {
      reply.headers({
        'access-control-allow-origin': isForAll ? '*' : origin,
        'access-control-expose-headers': readable,
        'cross-origin-resource-policy': 'cross-origin',
      });
    }
    done();
  });
}

/** Answers the question that a browser asks before it sends a request. It carries no credentials. */
export function respondToPreflights(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!isPreflight(request, reply)) return undefined;
    const asked = request.headers['access-control-request-headers'] ?? '';
    const allowed = asked.split(',').filter((name) => name.trim().toLowerCase() !== portalHeader);
    return reply
      .headers({
        'access-control-allow-methods': methods,
        'access-control-allow-headers': allowed.join(','),
        'access-control-max-age': remembered,
      })
      .status(204)
      .send();
  });
}

const isApi = ({ url }: FastifyRequest): boolean => url.startsWith('/v1/');

const isPreflight = ({ method, headers }: FastifyRequest, reply: FastifyReply): boolean =>
  method === 'OPTIONS' &&
  headers['access-control-request-method'] !== undefined &&
  reply.hasHeader('access-control-allow-origin');
