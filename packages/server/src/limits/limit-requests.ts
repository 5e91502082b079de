import { plural } from '@winkwire/contract/plural';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Failure } from '../platform/failure.ts';
import type { RateLimiter } from './rate-limiter.ts';

export interface RequestLimit {
  limiter: RateLimiter;
  rate: number;
  bucketOf(request: FastifyRequest): string;
}

/**
 * Added to the weight of a request that is refused with INVALID_TOKEN. The number is small, because tokens often
 * expire, and nobody can guess one.
 */
const wrongTokenWeight = 0.3;

/** Limits all routes together, before authentication and before the body is read. */
export function limitRequests(app: FastifyInstance, limit: RequestLimit): void {
  app.addHook('onRequest', (request, reply, done) => {
    done(refusalOf(request, reply, limit));
  });
  // Only a wrong token is charged here. `api/gate.ts` charges for a wrong API secret. UNAUTHORIZED_ACCESS does not help
  // with guessing, so it is not charged.
  app.addHook('onResponse', (request, _, done) => {
    if (request.responseCode === 'INVALID_TOKEN')
      limit.limiter.charge(limit.bucketOf(request), wrongTokenWeight);
    done();
  });
}

/** Counts the request. Returns a failure if it exceeds the limit. */
export function refusalOf(
  request: FastifyRequest,
  reply: FastifyReply,
  { limiter, rate, bucketOf }: RequestLimit,
): Failure | undefined {
  const { weight = 1 } = request.routeOptions?.config ?? {};
  if (weight === 0) return undefined;
  const wait = limiter.take(bucketOf(request), weight);
  return wait === 0 ? undefined : refusalFor(reply, { wait, rate, verb: 'make', noun: 'request' });
}

interface Excess {
  /** In ms. */
  wait: number;
  rate: number;
  /** A verb and a noun for the message, such as `make` and `request`. */
  verb: string;
  noun: string;
}

/** Also sets the headers that say how long to wait. */
export function refusalFor(reply: FastifyReply, { wait, rate, verb, noun }: Excess): Failure {
  const seconds = Math.ceil(wait / 1000);
  reply.headers({
    'retry-after': seconds,
    'x-ratelimit-limit': rate,
    'x-ratelimit-remaining': 0,
    'x-ratelimit-reset': seconds,
  });
  return new Failure(
    'REQUEST_LIMIT_EXCEEDED',
    `Each address may ${verb} at most ${plural(rate, noun)} a second. Wait ${plural(seconds, 'second')}.`,
  );
}
