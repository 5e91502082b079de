import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Pages may read these response headers. The frame sets its clock by `date`. */
const readable =
  'allow, date, retry-after, traceparent, winkwire-fault, winkwire-file, x-ratelimit-limit, x-ratelimit-remaining, x-ratelimit-reset';
const methods = 'GET, POST, PUT, PATCH, DELETE';
/** How long a browser caches a preflight, in seconds. */
const remembered = '600';
/** The portal sends this header together with its cookie. Other pages may not send this header. */
const portalHeader = 'winkwire-mode';

/**
 * Lets pages of the given origins call the API, but never with cookies. `*` stands for all origins. Call this before
 * the hooks that refuse requests, so that pages can read the refusals.
 *
 * The frame's API is open to every origin, because a sandboxed page has the origin `null`.
 */
export function allowPages(app: FastifyInstance, origins: readonly string[]): void {
  const isOpen = origins.includes('*');
  app.addHook('onRequest', (request, reply, done) => {
    const { origin } = request.headers;
    const isForAll = isWidgetApi(request) || (isOpen && isApi(request));
    const isForSome = isApi(request) && origins.length > 0;
    if (isForSome && !isForAll) reply.header('vary', 'origin');
    if (origin !== undefined && (isForAll || (isForSome && origins.includes(origin)))) {
      reply.headers({
        'access-control-allow-origin': isForAll ? '*' : origin,
        'access-control-expose-headers': readable,
        'cross-origin-resource-policy': 'cross-origin',
      });
    }
    done();
  });
}

/** Responds to CORS preflights, which carry no credentials. */
export function respondToPreflights(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!isPreflight(request, reply)) return undefined;
    const requested = request.headers['access-control-request-headers'] ?? '';
    const allowed = requested.split(',').filter((name) => name.trim().toLowerCase() !== portalHeader);
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

const isWidgetApi = ({ url }: FastifyRequest): boolean => url.startsWith('/widget/api/');

const isApi = ({ url }: FastifyRequest): boolean => url.startsWith('/v1/');

const isPreflight = ({ method, headers }: FastifyRequest, reply: FastifyReply): boolean =>
  method === 'OPTIONS' &&
  headers['access-control-request-method'] !== undefined &&
  reply.hasHeader('access-control-allow-origin');
