/** Allows a number of requests in each second, evenly spread, with a burst of what a fifth of a second allows. */
export class TokenBucket {
  readonly #interval: number;
  readonly #burst: number;
  #next = 0;

  constructor(ratePerSecond: number) {
    this.#interval = 1000 / ratePerSecond;
    this.#burst = Math.max(0, 200 - this.#interval);
  }

  /** When the next request may start; a time in the past means now. In ms of any clock, always the same one. */
  nextAt(now: number): number {
    return Math.max(this.#next, now - this.#burst);
  }

  take(now: number): void {
    this.#next = this.nextAt(now) + this.#interval;
  }
}
