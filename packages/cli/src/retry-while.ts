import { setTimeout as sleep } from 'node:timers/promises';

const intervalMs = 1000;

/**
 * Repeats `work` every second while it fails with an error that `isPassing` accepts. Any other failure is thrown. Of
 * several failures in a row, only the second is reported. The first failure is usual: a command that reads a long list
 * exceeds the rate limit again and again, and its request usually succeeds a second later.
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
