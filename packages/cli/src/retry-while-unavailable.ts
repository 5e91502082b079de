import { setTimeout as sleep } from 'node:timers/promises';
import { ClientError } from '@winkwire/contract/client';
import { ServerUnreachable } from './api-client.ts';

const intervalMs = 1000;

/**
 * Repeats `work` while the server or its database cannot be reached, and while the rate limit refuses the request. Any
 * other failure is thrown.
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
 * A server without its database responds with 503. A proxy responds with 502, 503 or 504 while the server behind it is
 * starting or has ended. A request that exceeds the rate limit gets 429.
 */
const isUnavailable = (error: unknown): error is Error =>
  error instanceof ServerUnreachable ||
  (error instanceof ClientError && [429, 502, 503, 504].includes(error.status));
