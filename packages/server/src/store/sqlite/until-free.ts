const patience = 60_000;
const pause = 20;
const busy = 5;

/**
 * Does it again while another connection is in the way. SQLite's own timeout waits for most locks, but not where a file
 * changes to or from its write-ahead log: of twenty processes that start at once, one was told "database is locked".
 */
export function untilFree(work: () => void): void {
  const until = performance.now() + patience;
  for (;;) {
    try {
      work();
      return;
    } catch (error) {
      const { errcode = 0 } = error as { errcode?: number };
      if ((errcode & 0xff) !== busy || performance.now() > until) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    }
  }
}
