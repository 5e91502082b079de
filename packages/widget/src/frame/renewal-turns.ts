/**
 * The pauses, in ms, before the first, second and third time that the page is asked for a new token. There is no fourth
 * time.
 */
const pauses = [0, 1000, 5000];
/**
 * After a new token has worked for more than this many ms, the requests for a token are counted from zero again. If 80%
 * of the token's lifetime is less than this, that time is enough, but it must be at least `leastCalmMs`.
 */
const calmMs = 60_000;
const leastCalmMs = 5_000;

/**
 * Limits how often the page is asked for a new token. Without a limit, the frame would ask again after each
 * token that the server rejects, and the page would pass each of these requests on to its back end.
 */
export class RenewalTurns {
  #taken = 0;
  #renewedAt: number | null = null;
  #calmMs = calmMs;
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Resolves when the page may be asked for a token. Rejects if the page has already been asked three times. */
  async next(): Promise<void> {
    if (this.#renewedAt !== null && this.#now() - this.#renewedAt > this.#calmMs) this.#taken = 0;
    const pause = pauses[this.#taken];
    if (pause === undefined) throw new Error('The page has no token that the server accepts.');
    this.#taken += 1;
    this.#renewedAt = null;
    if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
  }

  /** Call this when the server has accepted a new token, with the time in ms until it expires. */
  renewed(lifetimeMs = calmMs): void {
    this.#renewedAt = this.#now();
    // The clocks of the server and of this device differ. So the server may refuse the token a little before it expires
    // by the clock of this device.
    this.#calmMs = Math.min(calmMs, Math.max(leastCalmMs, lifetimeMs * 0.8));
  }
}
