import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Failure } from '../platform/failure.ts';
import { type RequestLimit, refusalFor } from './limit-requests.ts';

/**
 * Batches have a bucket of their own, so that a large batch does not block other requests.
 *
 * A full bucket accepts a batch of any size, and may become overdrawn. The next batch then waits as if the events had
 * been accepted one by one.
 */
export function limitEvents(scope: FastifyInstance, { limiter, rate, bucketOf }: RequestLimit): void {
  const refusalOf = (request: FastifyRequest, reply: FastifyReply, events: number): Failure | undefined => {
    const bucket = `events ${bucketOf(request)}`;
    const wait = limiter.take(bucket, Math.min(events, rate));
    if (wait > 0) return refusalFor(reply, { wait, rate, verb: 'publish', noun: 'event' });
    if (events > rate) limiter.charge(bucket, events - rate);
    return undefined;
  };
  // While the bucket is overdrawn, bodies are not read.
  scope.addHook('onRequest', (request, reply, done) => done(refusalOf(request, reply, 0)));
  scope.addHook('preHandler', (request, reply, done) => {
    done(refusalOf(request, reply, (request.body as readonly string[]).length));
  });
}
