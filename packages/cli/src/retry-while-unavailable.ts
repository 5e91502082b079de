import { ClientError } from '@winkwire/contract/client';
import { ServerUnreachable } from './api-client.ts';
import { retryWhile } from './retry-while.ts';

/**
 * `work` must be a single request. Otherwise each repetition starts again at the first request, and may reach the limit
 * again.
 */
export const retryWhileUnavailable = <Result>(work: () => Promise<Result>): Promise<Result> =>
  retryWhile(isUnavailable, work);

/**
 * The status is 503 without a database, 502 to 504 from a proxy whose server is starting, and 429 from the rate limit.
 */
const isUnavailable = (error: unknown): error is Error =>
  error instanceof ServerUnreachable ||
  (error instanceof ClientError && [429, 502, 503, 504].includes(error.status));
