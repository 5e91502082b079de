/** After so many that nothing spoke against. */
const limit = 3;
/** Then it is tried anew: the receiver may have been restarted, and have been another since. */
const distrustMs = 60_000;

/**
 * Whether a receiver keeps connections open. Some close each one after its answer and do not say so: a request on such a
 * connection is lost, and may not be sent again at once, as it may have been read. Measured: every second attempt failed.
 */
export class HangUps {
  #count = 0;
  #distrustedUntil = 0;

  /** A connection ended after its first answer, though nothing had said that it would. Whether that was one too many. */
  add(now: number): boolean {
    if (++this.#count < limit) return false;
    this.#count = 0;
    this.#distrustedUntil = now + distrustMs;
    return true;
  }

  /** A connection brought a second answer. */
  disprove(): void {
    this.#count = 0;
  }

  mayReuse(now: number): boolean {
    return now >= this.#distrustedUntil;
  }
}
