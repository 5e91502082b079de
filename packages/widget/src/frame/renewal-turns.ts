/** The pauses before the three requests for a new token, in ms. */
const pauses = [0, 1000, 5000];
/**
 * After a token has worked for this many ms, the count starts again. For a shorter token, after 80% of its lifetime.
 */
const calmMs = 60_000;
const leastCalmMs = 5_000;

/** Every rejected token would otherwise cause another request to the page's back end. */
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
    // The clocks differ, so the server may refuse the token a little early.
    this.#calmMs = Math.min(calmMs, Math.max(leastCalmMs, lifetimeMs * 0.8));
  }
}
