/** Work that waits for its turn: so many at a time, and so many waiting. */
export class BoundedQueue {
  readonly #limits: { atOnce: number; waiting: number };
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(limits: { atOnce: number; waiting: number }) {
    this.#limits = limits;
  }

  /** Undefined, without having begun, when too many wait already. */
  run<Result>(work: () => Promise<Result>): Promise<Result> | undefined {
    if (this.#running >= this.#limits.atOnce && this.#waiting.length >= this.#limits.waiting)
      return undefined;
    return this.#inTurn(work);
  }

  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#running >= this.#limits.atOnce) await new Promise<void>((go) => this.#waiting.push(go));
    else this.#running++;
    try {
      return await work();
    } finally {
      // The turn is handed on, so that nobody who comes meanwhile takes it.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }
}
