/** Runs a limited number of jobs at the same time, and queues a limited number of further jobs. */
export class BoundedQueue {
  readonly #limits: { atOnce: number; waiting: number };
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(limits: { atOnce: number; waiting: number }) {
    this.#limits = limits;
  }

  /** Runs a job or queues it. Returns undefined, and never runs the job, if the queue is full. */
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
      // The next job in the queue starts at once in place of the finished one. Otherwise, a new job could start first.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }
}
