/**
 * A limit of the whole process that lanes share. While less than half of the limit is used, every lane gets what it
 * requests. After that, a lane gets one more only if it has none, or less than a sixteenth of what is left. A lane that
 * comes late therefore finds room, however many slow endpoints came before it. Without this rule, 64 endpoints with 64
 * requests each would fill a limit of 4096. With it, they leave room for 24 requests of the next endpoint.
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
