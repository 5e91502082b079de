import { setTimeout as sleep } from 'node:timers/promises';

const intervalMs = 1000;

/**
 * Repeats `work` every second while `isPassing` accepts its error. The first error is not reported, because a single
 * refusal by the rate limit is normal.
 */
export async function retryWhile<Result>(
  isPassing: (error: unknown) => error is Error,
  work: () => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error)) throw error;
      if (attempt === 2) process.stderr.write(`${error.message} Trying again every second.\n`);
      await sleep(intervalMs);
    }
  }
}
