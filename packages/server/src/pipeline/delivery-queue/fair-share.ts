/**
 * A limit that all lanes of the process share, such as the limit of requests in flight. While less than half of the
 * limit is used, every lane may start requests. After that, a lane may start a request only if it has none in flight,
 * or if it has fewer in flight than a sixteenth of the number that the limit still permits. So a lane that starts late
 * still finds room when dozens of endpoints are slow. Without this rule, 64 endpoints with 64 requests each would fill
 * a limit of 4096. With this rule, these endpoints leave room for 23 requests of the next one.
 */
export class FairShare {
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Whether a lane that uses `own` of the limit may use one more, if all lanes together use `all`. */
  allows(all: number, own: number): boolean {
    if (all * 2 < this.#limit) return true;
    return all < this.#limit && (own === 0 || own * 16 < this.#limit - all);
  }
}
