import type { Progress } from './progress.ts';

export interface Abortable {
  onProgress: Progress;
  /** Ends the work, and nothing is left of it. The work then throws the signal's reason. */
  signal?: AbortSignal;
}

/**
 * Runs work that ends with an error when `signal` is aborted: in a stream, on a connection, or at its next report of
 * progress. Such an error says only where it ended, so the signal's reason is thrown instead.
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
