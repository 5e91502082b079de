import { pause } from '../platform/deadline.ts';

interface Options {
  /** Whether `work` may be repeated after this error. */
  after(error: unknown): boolean;
  mostTries: number;
  /** The pause in ms after so many failed tries. Without it, the next try begins at once. */
  pauseMs?(tries: number): number;
}

/** Repeats `work` after some errors. After the last try, or after any other error, throws the error. */
export async function tryAgain<Result>(
  work: () => Promise<Result>,
  { after, mostTries, pauseMs }: Options,
): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries === mostTries || !after(error)) throw error;
    }
    if (pauseMs) await pause(pauseMs(tries));
  }
}
