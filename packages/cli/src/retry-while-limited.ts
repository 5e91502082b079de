import { ClientError } from '@winkwire/contract/client';
import { retryWhile } from './retry-while.ts';

/**
 * Repeats `work` while the rate limit refuses its request. `work` must be a single request. Otherwise each repetition
 * would start again at the first request, and could reach the limit again.
 */
export const retryWhileLimited = <Result>(work: () => Promise<Result>): Promise<Result> =>
  retryWhile(isLimited, work);

const isLimited = (error: unknown): error is Error => error instanceof ClientError && error.status === 429;
