/**
 * A limit that all lanes share. From half of it on, a lane may use only a sixteenth of what is left, or one. 64 slow
 * endpoints could otherwise fill a limit of 4096.
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
