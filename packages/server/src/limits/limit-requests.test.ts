import fastify from 'fastify';
import { expect, test } from 'vitest';
import { limitRequests } from './limit-requests.ts';
import { RateLimiter } from './rate-limiter.ts';

/** Returns how many tokens a request takes from the bucket `portal`, and how many from the bucket of its address. */
async function tokensFor(responseCode: string): Promise<Record<string, number>> {
  const limiter = new RateLimiter({ rate: 1, burst: 2, now: () => 0 });
  const app = fastify();
  limitRequests(app, { limiter, rate: 1, bucketOf: () => 'portal' });
  app.get('/', async (request) => {
    request.responseCode = responseCode;
    return null;
  });
  await app.inject('/');
  const taken = (bucket: string) => limiter.take(bucket, 2) / 1000;
  return { portal: taken('portal'), '127.0.0.1': taken('127.0.0.1') };
}

test('an invalid session token costs more tokens of the rate limit, all from the bucket of the request', async () => {
  expect(await tokensFor('OK')).toEqual({ portal: 1, '127.0.0.1': 0 });
  expect(await tokensFor('INVALID_TOKEN')).toEqual({ portal: 1.3, '127.0.0.1': 0 });
});

test('a request that lacks a permission costs no additional tokens', async () => {
  expect(await tokensFor('UNAUTHORIZED_ACCESS')).toEqual({ portal: 1, '127.0.0.1': 0 });
});
