import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Failure } from '../platform/failure.ts';
import { clientOf } from './client-of.ts';
import type { RateLimiter } from './rate-limiter.ts';

export interface RequestLimit {
  limiter: RateLimiter;
  rate: number;
  /** The bucket of its client address that the request is counted in. */
  bucketOf(request: FastifyRequest): string;
}

/** What a wrong token counts as beside its request. Pages with an expired one are common, and nobody can guess one. */
const wrongTokenWeight = 0.3;
const wrongTokens: ReadonlySet<string | undefined> = new Set(['INVALID_TOKEN', 'UNAUTHORIZED_ACCESS']);

/**
 * One limit for each client address over everything that is served, before anybody is asked who they are and before any
 * body is read.
 */
export function limitRequests(app: FastifyInstance, limit: RequestLimit): void {
  app.addHook('onRequest', (request, reply, done) => {
    done(refusalOf(request, reply, limit));
  });
  // A wrong token costs more than a right one; a wrong API secret does too, and is counted before it is compared.
  app.addHook('onResponse', (request, _, done) => {
    if (wrongTokens.has(request.responseCode)) limit.limiter.charge(clientOf(request.ip), wrongTokenWeight);
    done();
  });
}

/** Counts the request. What it has to be refused with, if anything. */
export function refusalOf(
  request: FastifyRequest,
  reply: FastifyReply,
  { limiter, rate, bucketOf }: RequestLimit,
): Failure | undefined {
  const { weight = 1 } = request.routeOptions?.config ?? {};
  if (weight === 0) return undefined;
  const wait = limiter.take(bucketOf(request), weight);
  if (wait === 0) return undefined;
  const seconds = Math.ceil(wait / 1000);
  reply.headers({
    'retry-after': seconds,
    'x-ratelimit-limit': rate,
    'x-ratelimit-remaining': 0,
    'x-ratelimit-reset': seconds,
  });
  return new Failure(
    'REQUEST_LIMIT_EXCEEDED',
    `At most ${rate} requests a second are served to one address. Wait ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`,
  );
}
