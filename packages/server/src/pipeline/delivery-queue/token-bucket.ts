/** Lets `rate` through in a second, evenly, with a burst of at most a fifth of a second's worth. */
export class TokenBucket {
  readonly #interval: number;
  readonly #burst: number;
  #next = 0;

  constructor(ratePerSecond: number) {
    this.#interval = 1000 / ratePerSecond;
    this.#burst = Math.max(0, 200 - this.#interval);
  }

  /** When the next one may go; a time in the past means now. Milliseconds on any one clock. */
  nextAt(now: number): number {
    return Math.max(this.#next, now - this.#burst);
  }

  take(now: number): void {
    this.#next = this.nextAt(now) + this.#interval;
  }
}
