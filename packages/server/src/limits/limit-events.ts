import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Failure } from '../platform/failure.ts';
import { type RequestLimit, refusalFor } from './limit-requests.ts';

/**
 * Limits the events in the batches that an address sends to the routes of `scope`. These events have a bucket
 * of their own, so that after a large batch the other requests of the same back end are still accepted.
 *
 * A batch may have more events than a full bucket holds. It is accepted if the bucket is full, and overdraws it. The
 * next batch then has to wait for as long as if the events had been accepted one by one.
 */
export function limitEvents(scope: FastifyInstance, { limiter, rate, bucketOf }: RequestLimit): void {
  const refusalOf = (request: FastifyRequest, reply: FastifyReply, events: number): Failure | undefined => {
    const bucket = `events ${bucketOf(request)}`;
    const wait = limiter.take(bucket, Math.min(events, rate));
    if (wait > 0) return refusalFor(reply, { wait, rate, verb: 'publish', noun: 'event' });
    if (events > rate) limiter.charge(bucket, events - rate);
    return undefined;
  };
  // While the bucket is overdrawn, requests are refused before their bodies are read.
  scope.addHook('onRequest', (request, reply, done) => done(refusalOf(request, reply, 0)));
  scope.addHook('preHandler', (request, reply, done) => {
    done(refusalOf(request, reply, (request.body as readonly string[]).length));
  });
}
