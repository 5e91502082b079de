/** In ms. A smaller correction of the clock is ignored, because it delays a retry no more than jitter does. */
const minimum = 1000;

/** Detects that this machine's clock was set back, by comparing it with the steady clock. */
export class ClockWatch {
  #ahead = Date.now() - performance.now();

  /** By how many ms the clock was set back since the last call. 0 if less than `minimum`. */
  setBackBy(): number {
    const ahead = Date.now() - performance.now();
    const by = Math.round(this.#ahead - ahead);
    this.#ahead = ahead;
    return by >= minimum ? by : 0;
  }

  /** Call this when the adjustment of retries has failed. The next call of `setBackBy` then reports `by` again. */
  retryAdjustment(by: number): void {
    this.#ahead += by;
  }
}
