/**
 * A limit of the whole process that lanes share. Below half of it every lane gets what it wants. Above that, a lane gets
 * one more only while it has less than a sixteenth of what is left, so that a lane that comes late finds room, however
 * many slow endpoints came before it. 64 endpoints with 64 requests each would fill a limit of 4096. With this rule they
 * leave room for 24 requests of the next endpoint.
 */
export class FairShare {
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Whether a lane that has `own` of `all` may have one more. */
  allows(all: number, own: number): boolean {
    if (all * 2 < this.#limit) return true;
    return all < this.#limit && (own === 0 || own * 16 < this.#limit - all);
  }
}
