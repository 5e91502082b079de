const timeoutMs = 60_000;
const pauseMs = 20;
const busy = 5;

/**
 * SQLite's timeout does not cover the switch to write-ahead logging. Without this function, one of twenty processes
 * failed when they started at once.
 */
export function untilFree(work: () => void): void {
  const until = performance.now() + timeoutMs;
  for (;;) {
    try {
      work();
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() > until) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
    }
  }
}

/** Whether SQLite failed because of another connection's lock. */
export function isBusy(error: unknown): boolean {
  const { errcode = 0 } = error as { errcode?: number };
  return (errcode & 0xff) === busy;
}
