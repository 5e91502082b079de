import { ApiFailure } from './api-failure.ts';
import type { FailureCode } from './chart-vocabulary.ts';

interface LongPollOptions<Progress> {
  request: (version: number, signal: AbortSignal) => Promise<Progress>;
  version: number;
  isFinal: (progress: Progress) => boolean;
  onProgress: (progress: Progress) => void;
  onFailure: (failure: FailureCode) => void;
}

/** The server responds at a change, or after 20 s. Returns a function that stops polling. */
export function longPoll<Progress extends { version: number }>(
  options: LongPollOptions<Progress>,
): () => void {
  const abort = new AbortController();
  const run = async () => {
    let { version } = options;
    let failures = 0;
    while (!abort.signal.aborted) {
      try {
        const progress = await options.request(version, abort.signal);
        failures = 0;
        const isNewer = progress.version > version;
        version = Math.max(version, progress.version);
        if (isNewer) options.onProgress(progress);
        if (options.isFinal(progress)) return;
        // Some proxies end long requests early. This pause limits how many requests follow.
        if (!isNewer) await pause(1000);
      } catch (error) {
        if (abort.signal.aborted) return;
        failures += 1;
        options.onFailure(error instanceof ApiFailure ? error.code : 'SERVER_ERROR');
        await pause(Math.min(1000 * 2 ** failures, 15_000));
      }
    }
  };
  void run();
  return () => abort.abort();
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
