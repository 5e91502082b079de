/** A receiver is distrusted after this many unannounced closings in a row. */
const limit = 3;
/** Then connections are kept again: the receiver may have been restarted or replaced. */
const distrustMs = 60_000;

/**
 * Whether a receiver can be trusted to keep connections open. Some close each connection after its response without
 * announcing it. A request on such a connection is lost, and must not be repeated at once because the receiver may have
 * read it. Measured: every second attempt failed.
 */
export class KeepAliveTrust {
  #count = 0;
  #distrustedUntil = 0;

  /** A connection was closed after its first response, unannounced. Returns whether that was one too many. */
  addClosing(now: number): boolean {
    if (++this.#count < limit) return false;
    this.#count = 0;
    this.#distrustedUntil = now + distrustMs;
    return true;
  }

  /** A connection has carried a second response. */
  confirm(): void {
    this.#count = 0;
  }

  mayReuse(now: number): boolean {
    return now >= this.#distrustedUntil;
  }
}
