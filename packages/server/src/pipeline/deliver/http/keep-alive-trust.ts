/**
 * A receiver is distrusted if it closes this many connections in a row, each after only one response and without
 * announcing the closing.
 */
const limit = 3;
/**
 * For how many ms a receiver is distrusted. After that, connections are kept open again, because the receiver
 * may have been restarted or replaced.
 */
const distrustMs = 60_000;

/**
 * Decides whether connections to a receiver are kept open. Some receivers close each connection after one
 * response, and do not announce the closing. The next request on such a connection is lost, and must not be
 * repeated at once, because the receiver may have read it. Measured with a receiver of this kind: every second
 * attempt failed.
 */
export class KeepAliveTrust {
  #count = 0;
  #distrustedUntil = 0;

  /**
   * Call this when the receiver has closed a connection after one response, without announcing the closing. Returns
   * true if the receiver is distrusted from now on.
   */
  addClosing(now: number): boolean {
    if (++this.#count < limit) return false;
    this.#count = 0;
    this.#distrustedUntil = now + distrustMs;
    return true;
  }

  /** Call this when a connection has carried a second response. */
  confirm(): void {
    this.#count = 0;
  }

  mayReuse(now: number): boolean {
    return now >= this.#distrustedUntil;
  }
}
