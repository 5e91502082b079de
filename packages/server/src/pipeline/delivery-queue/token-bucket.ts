/** Limits the requests per second. They are evenly spread, except for a burst of what a fifth of a second allows. */
export class TokenBucket {
  readonly #interval: number;
  readonly #burst: number;
  #next = 0;

  constructor(ratePerSecond: number) {
    this.#interval = 1000 / ratePerSecond;
    this.#burst = Math.max(0, 200 - this.#interval);
  }

  /** When the next request may start, in ms of the clock of `now`. A time in the past means now. */
  nextAt(now: number): number {
    return Math.max(this.#next, now - this.#burst);
  }

  take(now: number): void {
    this.#next = this.nextAt(now) + this.#interval;
  }
}
