/** Runs a limited number of jobs at once, and queues a limited number of others. */
export class BoundedQueue {
  readonly #limits: { atOnce: number; waiting: number };
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(limits: { atOnce: number; waiting: number }) {
    this.#limits = limits;
  }

  /** Undefined if the queue is full. The job then never runs. */
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
      // The next job starts at once. Otherwise, a new job could start before it.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }
}
