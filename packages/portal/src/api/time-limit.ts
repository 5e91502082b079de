/** A read fails after this time, because a server that hangs accepts connections but sends no response. */
const readLimitMs = 15_000;
/** A change may take longer. For example, the test of a webhook waits for its endpoint. */
const changeLimitMs = 90_000;
/** The server draws a picture for at most 15 s, but other pictures may come first. */
export const pictureLimitMs = 60_000;

export const timeLimitMs = (method: string): number => (method === 'GET' ? readLimitMs : changeLimitMs);

interface Limited {
  signal: AbortSignal;
  stop(): void;
}

/** A signal that is aborted together with `signal`, or after `ms`. Older browsers have no `AbortSignal.any`. */
export function withTimeLimit(signal: AbortSignal | undefined, ms: number): Limited {
  const controller = new AbortController();
  const abort = () => controller.abort();
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort);
  const timer = setTimeout(abort, ms);
  return {
    signal: controller.signal,
    stop() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    },
  };
}
