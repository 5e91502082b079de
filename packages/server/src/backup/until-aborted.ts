import type { Progress } from './progress.ts';

export interface Abortable {
  onProgress: Progress;
  /** On abort, the work removes what it has written and throws the signal's reason. */
  signal?: AbortSignal;
}

/**
 * Runs work that fails when `signal` is aborted. The error says only where the work was interrupted, so the signal's
 * reason is thrown instead.
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

/** A pipeline's `signal` must be absent rather than undefined. */
export const abortedBy = (signal: AbortSignal | undefined): { signal?: AbortSignal } =>
  signal === undefined ? {} : { signal };
