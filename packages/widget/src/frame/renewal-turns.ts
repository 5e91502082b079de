/** How long, in ms, the page is left alone before each time it is asked for a new token. Then nobody asks it any more. */
const pauses = [0, 1000, 5000];
/** How long a new token has to be valid, in ms, before the count begins anew. */
const calmMs = 60_000;

/**
 * Limits how often the page is asked for a new token: a page may have only tokens that the server rejects, and asks its
 * back end for each of them.
 */
export class RenewalTurns {
  #taken = 0;
  #renewedAt: number | null = null;
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Resolves when the page may be asked. Rejects when it has been asked often enough. */
  async next(): Promise<void> {
    if (this.#renewedAt !== null && this.#now() - this.#renewedAt > calmMs) this.#taken = 0;
    const pause = pauses[this.#taken];
    if (pause === undefined) throw new Error('The page has no token that the server accepts.');
    this.#taken += 1;
    this.#renewedAt = null;
    if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
  }

  /** The server has accepted a new token. */
  renewed(): void {
    this.#renewedAt = this.#now();
  }
}
