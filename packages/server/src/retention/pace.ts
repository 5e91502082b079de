/** So many rows go in one transaction: a sender that comes in between waits for less than a flush of the disk. */
export const batchSize = 100;

/** Of its time, expiry works a quarter and leaves the store to the senders for the rest. */
const restFactor = 3;
const shortestRest = 5;

/** Runs batches until there is nothing left, resting after each. */
export class Pace {
  readonly #signal: AbortSignal;
  readonly #between: () => Promise<void>;

  /** `between` is called after each batch: to hold on to a lease. */
  constructor(signal: AbortSignal, between: () => Promise<void> = async () => {}) {
    this.#signal = signal;
    this.#between = between;
  }

  /** `batch` answers how many rows it dealt with; fewer than it may means that it was the last. Answers the sum. */
  async work(batch: () => Promise<number>, size: number = batchSize): Promise<number> {
    let total = 0;
    for (;;) {
      this.#signal.throwIfAborted();
      const started = performance.now();
      const done = await batch();
      total += done;
      if (done < size) return total;
      await this.#between();
      await rest(Math.max(shortestRest, (performance.now() - started) * restFactor), this.#signal);
    }
  }
}

function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done, { once: true });
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}
