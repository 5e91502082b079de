/** Less than this is a correction that delays a retry by no more than its jitter. */
const least = 1000;

/** Notices that this machine's clock was set back, by comparison with the one that nobody sets. */
export class ClockWatch {
  #ahead = Date.now() - performance.now();

  /** By how many ms since the last call; 0 when it was not. */
  setBackBy(): number {
    const ahead = Date.now() - performance.now();
    const by = Math.round(this.#ahead - ahead);
    this.#ahead = ahead;
    return by >= least ? by : 0;
  }

  /** What was to follow failed: the next call tells of it again. */
  retryAdjustment(by: number): void {
    this.#ahead += by;
  }
}
