import type { Progress } from './progress.ts';

export interface Abortable {
  onProgress: Progress;
  /** When this signal is aborted, the work ends, removes what it has written, and throws the reason of the signal. */
  signal?: AbortSignal;
}

/**
 * Runs work that fails when `signal` is aborted. The error comes from a stream, from a connection, or from the work's
 * next report of progress. It says only where the work was interrupted, so the reason of the signal is thrown instead.
 */
export async function untilAborted<Result>(
  { signal, onProgress }: Abortable,
  work: (onProgress: Progress) => Promise<Result>,
): Promise<Result> {
  try {
    return await work((step) => {
      signal?.throwIfAborted();
      onProgress(step);
    });
  } catch (error) {
    throw signal?.aborted ? signal.reason : error;
  }
}

/** The option `signal` of a pipeline, which must be absent if there is no signal. */
export const abortedBy = (signal: AbortSignal | undefined): { signal?: AbortSignal } =>
  signal === undefined ? {} : { signal };
