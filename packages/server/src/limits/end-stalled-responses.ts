import type { FastifyInstance } from 'fastify';

/**
 * Closes a connection whose client reads nothing of a response for this long, in ms. Otherwise, the response would
 * stay in memory. The time starts again whenever a part of the response is read.
 */
const stallMs = 30_000;

/** The time begins with the response. A long poll without a response has no limit here. */
export function endStalledResponses(app: FastifyInstance, limitMs = stallMs): void {
  app.addHook('onSend', async (_, { raw }) => {
    raw.setTimeout(limitMs, () => raw.destroy());
    // A long poll may be the next request, and has no limit. If there is no next request, Node's own listener then sets
    // the limit of an idle connection. The sockets of `inject` lack `setTimeout`.
    raw.prependOnceListener('finish', () => raw.socket?.setTimeout?.(0));
  });
}
