import { setTimeout as sleep } from 'node:timers/promises';
import { ClientError } from '@winkwire/contract/client';
import { ServerUnreachable } from './api-client.ts';

const intervalMs = 1000;

/**
 * Repeats `work` while the server cannot be reached, is starting or stopping, or refuses the request by its rate limit.
 * Any other failure is thrown.
 */
export async function retryWhileUnavailable<Result>(work: () => Promise<Result>): Promise<Result> {
  let hasReported = false;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      if (!hasReported) process.stderr.write(`${error.message} Trying again every second.\n`);
      hasReported = true;
      await sleep(intervalMs);
    }
  }
}

/**
 * While a server is starting or stopping, it responds with 503, and a proxy in front of it with 502 or 504. A request
 * that exceeds the rate limit gets 429.
 */
const isUnavailable = (error: unknown): error is Error =>
  error instanceof ServerUnreachable ||
  (error instanceof ClientError && [429, 502, 503, 504].includes(error.status));
