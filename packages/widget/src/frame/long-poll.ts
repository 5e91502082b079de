import { ApiFailure } from './api-failure.ts';
import type { FailureCode } from './chart-vocabulary.ts';

interface LongPollOptions<Progress> {
  request: (version: number, signal: AbortSignal) => Promise<Progress>;
  version: number;
  isFinal: (progress: Progress) => boolean;
  onProgress: (progress: Progress) => void;
  onFailure: (failure: FailureCode) => void;
}

/** Asks again and again for what is newer than `version`; the server answers at a change, or after 20 s. */
export function longPoll<Progress extends { version: number }>(
  following: LongPollOptions<Progress>,
): () => void {
  const abort = new AbortController();
  const run = async () => {
    let { version } = following;
    let failures = 0;
    while (!abort.signal.aborted) {
      try {
        const progress = await following.request(version, abort.signal);
        failures = 0;
        const isNews = progress.version > version;
        version = Math.max(version, progress.version);
        if (isNews) following.onProgress(progress);
        if (following.isFinal(progress)) return;
        // A proxy that cuts long requests short must not make this a tight loop.
        if (!isNews) await pause(1000);
      } catch (error) {
        if (abort.signal.aborted) return;
        failures += 1;
        following.onFailure(error instanceof ApiFailure ? error.code : 'SERVER_ERROR');
        await pause(Math.min(1000 * 2 ** failures, 15_000));
      }
    }
  };
  void run();
  return () => abort.abort();
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
