/** In ms. After the deadline of a shutdown, the last writes have this long to finish. */
export const shutdownGraceMs = 1000;

/** Resolves when the work is done, or at `deadline` on the clock of `performance.now()`. The work is not stopped. */
export const withDeadline = (work: Promise<unknown>, deadline: number): Promise<unknown> =>
  withTimeout(work, deadline - performance.now(), () => undefined);

/**
 * Resolves with the result of `onTimeout` if the work takes longer than `milliseconds`. The work itself is not stopped.
 */
export function withTimeout<Result>(
  work: Promise<Result>,
  milliseconds: number,
  onTimeout: () => Result,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      try {
        resolve(onTimeout());
      } catch (error) {
        reject(error);
      }
    };
    const timer = setTimeout(giveUp, Math.max(0, milliseconds));
    const settle =
      <Value>(pass: (value: Value) => void) =>
      (value: Value): void => {
        clearTimeout(timer);
        pass(value);
      };
    work.then(settle(resolve), settle(reject));
  });
}

/** Resolves early when the signal aborts. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener('abort', done);
    if (signal?.aborted) done();
  });
}
