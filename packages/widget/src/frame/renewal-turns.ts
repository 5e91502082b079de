/** The pauses before the three requests for a new token, in ms. */
const pauses = [0, 1000, 5000];
/**
 * When a new token has worked for this time in ms, the count of requests for a token starts again. If a token lives for
 * a shorter time, 80% of that time is enough.
 */
const calmMs = 60_000;
const leastCalmMs = 5_000;

/**
 * Limits how often the page is asked for a new token. Without a limit, every rejected token would cause another request
 * to the page's back end.
 */
export class RenewalTurns {
  #taken = 0;
  #renewedAt: number | null = null;
  #calmMs = calmMs;
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Rejects if the page has already been asked three times. */
  async next(): Promise<void> {
    if (this.#renewedAt !== null && this.#now() - this.#renewedAt > this.#calmMs) this.#taken = 0;
    const pause = pauses[this.#taken];
    if (pause === undefined) throw new Error('The page has no token that the server accepts.');
    this.#taken += 1;
    this.#renewedAt = null;
    if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
  }

  /** Call this with the time in ms until the new token expires. */
  renewed(lifetimeMs = calmMs): void {
    this.#renewedAt = this.#now();
    // The clocks of the server and the device differ, so the server may refuse the token a little early.
    this.#calmMs = Math.min(calmMs, Math.max(leastCalmMs, lifetimeMs * 0.8));
  }
}
