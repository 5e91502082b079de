import { ClientError } from '@winkwire/contract/client';
import { retryWhile } from './retry-while.ts';

/**
 * `work` must be a single request. Otherwise each repetition starts again at the first request, and may reach the limit
 * again.
 */
export const retryWhileLimited = <Result>(work: () => Promise<Result>): Promise<Result> =>
  retryWhile(isLimited, work);

const isLimited = (error: unknown): error is Error => error instanceof ClientError && error.status === 429;
