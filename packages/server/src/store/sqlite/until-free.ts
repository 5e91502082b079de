const timeoutMs = 60_000;
const pauseMs = 20;
const busy = 5;

/**
 * Repeats the work, for up to a minute, while another connection locks the file. SQLite's own timeout covers most
 * locks, but not the one that is held while a file is switched to or from write-ahead logging. Without this function,
 * one of twenty processes that started at once failed with "database is locked".
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

/** Whether another connection's lock is the reason for an error of SQLite. */
export function isBusy(error: unknown): boolean {
  const { errcode = 0 } = error as { errcode?: number };
  return (errcode & 0xff) === busy;
}
