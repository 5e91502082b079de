/**
 * A limit of the whole process, shared by lanes. Below half of it nobody is asked to share. Above, a lane may have one
 * more only while it has less than a sixteenth of what is left: whoever comes late finds room, however many slow
 * endpoints came before. 64 of them with 64 requests each would fill 4096; so they leave the next one room for 24.
 */
export class FairShare {
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Whether one more is allowed to somebody who has `own` of `all`. */
  allows(all: number, own: number): boolean {
    if (all * 2 < this.#limit) return true;
    return all < this.#limit && (own === 0 || own * 16 < this.#limit - all);
  }
}
