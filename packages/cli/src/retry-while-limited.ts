import { ClientError } from '@winkwire/contract/client';
import { retryWhile } from './retry-while.ts';

/**
 * Repeats `work` while the rate limit refuses its request. Put it around one request: work of many requests that starts
 * again at the first one may reach the limit each time.
 */
export const retryWhileLimited = <Result>(work: () => Promise<Result>): Promise<Result> =>
  retryWhile(isLimited, work);

const isLimited = (error: unknown): error is Error => error instanceof ClientError && error.status === 429;
