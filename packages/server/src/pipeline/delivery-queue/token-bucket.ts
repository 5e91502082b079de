/**
 * Spreads the requests evenly, but a burst may start at once: as many as the rate allows in 0.2 s, and at least one.
 */
export class TokenBucket {
  readonly #interval: number;
  readonly #burst: number;
  #next = 0;

  constructor(ratePerSecond: number) {
    this.#interval = 1000 / ratePerSecond;
    this.#burst = Math.max(0, 200 - this.#interval);
  }

  /** When the next request may start, in ms on the clock of `now`. It may start at once if this time has passed. */
  nextAt(now: number): number {
    return Math.max(this.#next, now - this.#burst);
  }

  take(now: number): void {
    this.#next = this.nextAt(now) + this.#interval;
  }
}
