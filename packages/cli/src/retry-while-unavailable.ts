import { ClientError } from '@winkwire/contract/client';
import { ServerUnreachable } from './api-client.ts';
import { retryWhile } from './retry-while.ts';

/**
 * Repeats `work` while the server or its database cannot be reached, and while the rate limit refuses the request. Put
 * it around one request: work of many requests that starts again at the first one may reach the limit each time.
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
