/**
 * A limit that all lanes share. While less than half of it is used, a lane may use any amount. After that, a lane may
 * use a sixteenth of the remaining amount, but at least one, so that slow endpoints leave room for others.
 */
export class FairShare {
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Whether a lane that uses `own` may use one more, if all lanes together use `all`. */
  allows(all: number, own: number): boolean {
    if (all * 2 < this.#limit) return true;
    return all < this.#limit && (own === 0 || own * 16 < this.#limit - all);
  }
}
