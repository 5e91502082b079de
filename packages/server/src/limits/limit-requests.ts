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
 * How many more tokens a request takes from its bucket if it is refused with INVALID_TOKEN. The number is small,
 * because link and session tokens often expire, and nobody can guess such a token.
 */
const wrongTokenWeight = 0.3;

/**
 * Limits the requests to all routes together. A client address may have several buckets, and the limit applies to each
 * of them. The limit applies before authentication and before the body is read.
 */
export function limitRequests(app: FastifyInstance, limit: RequestLimit): void {
  app.addHook('onRequest', (request, reply, done) => {
    done(refusalOf(request, reply, limit));
  });
  // Only a wrong link or session token is charged here. A wrong API secret is charged by `api/gate.ts`. A refusal with
  // UNAUTHORIZED_ACCESS is not charged, because it is no help for guessing: in most cases, the caller's credentials are
  // valid or were not compared. In one case, the signature of a file link is wrong, and nobody can guess such a
  // signature.
  app.addHook('onResponse', (request, _, done) => {
    if (request.responseCode === 'INVALID_TOKEN')
      limit.limiter.charge(limit.bucketOf(request), wrongTokenWeight);
    done();
  });
}

/** Counts the request. If it exceeds the limit, returns the failure with which to refuse it. */
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
  /** How long the client has to wait, in ms. */
  wait: number;
  rate: number;
  /** What the client does too often, as a verb and a noun for the message, such as `make` and `request`. */
  verb: string;
  noun: string;
}

/** Sets the headers that say how long to wait, and returns the failure with which to refuse the request. */
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
