/** A smaller correction delays a retry by no more than its jitter does. */
const minimum = 1000;

/** Notices that this machine's clock was set back, by comparison with the steady clock. */
export class ClockWatch {
  #ahead = Date.now() - performance.now();

  /** By how many ms it was set back since the last call; 0 if it was not. */
  setBackBy(): number {
    const ahead = Date.now() - performance.now();
    const by = Math.round(this.#ahead - ahead);
    this.#ahead = ahead;
    return by >= minimum ? by : 0;
  }

  /** The adjustment of retries has failed: the next call of `setBackBy` reports it again. */
  retryAdjustment(by: number): void {
    this.#ahead += by;
  }
}
