/**
 * A limit that all lanes share. Once half of it is used, a lane may use only one, or a sixteenth of what is left.
 * Otherwise, 64 slow endpoints could fill a limit of 4096.
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
