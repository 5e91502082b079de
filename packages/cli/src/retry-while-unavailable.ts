import { ClientError } from '@winkwire/contract/client';
import { ServerUnreachable } from './api-client.ts';
import { retryWhile } from './retry-while.ts';

/**
 * Repeats `work` while the server or its database cannot be reached, and while the rate limit refuses the request.
 * `work` must be a single request. Otherwise each repetition would start again at the first request, and could reach
 * the limit again.
 */
export const retryWhileUnavailable = <Result>(work: () => Promise<Result>): Promise<Result> =>
  retryWhile(isUnavailable, work);

/**
 * A server without its database responds with 503. A proxy responds with 502, 503 or 504 while the server behind it is
 * starting or has ended. A request that exceeds the rate limit gets 429.
 */
const isUnavailable = (error: unknown): error is Error =>
  error instanceof ServerUnreachable ||
  (error instanceof ClientError && [429, 502, 503, 504].includes(error.status));
