/** A receiver is distrusted when this many connections in a row were closed without notice after one response. */
const limit = 3;
/**
 * A receiver is distrusted for this many ms. After that, connections are kept open again, because it may have been
 * replaced.
 */
const distrustMs = 60_000;

/**
 * Some receivers close each connection after one response, without notice. The next request on it is lost. It must not
 * be sent again, because the receiver may have read it. In a measurement, every second attempt failed.
 */
export class KeepAliveTrust {
  #count = 0;
  #distrustedUntil = 0;

  /**
   * Call this when a connection was closed without notice after one response. Returns true if the receiver is
   * distrusted from now on.
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
