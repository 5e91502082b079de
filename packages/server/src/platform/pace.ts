import { pause } from './deadline.ts';

/*
 * The times from the storing of an event to its receipt, measured on SQLite while 200 events arrive per second. Each
 * line shows the p50 / p95 / p99 in ms.
 *
 * - 1.1 / 7.0 / 18: nothing expires
 * - 1.2 / 5.6 / 28: 200,000 events expire in batches of 50 rows, and expiry works for a tenth of the time
 * - 2.8 / 32 / 92: 200,000 events expire in batches of 100 rows, and expiry works for a quarter of the time
 */

/** The number of rows in one batch. On SQLite, other writes wait while a batch is deleted. */
export const batchSize = 50;

/** Expiry works for at most a tenth of the time, which deletes at most 2,000 rows a second. */
const restFactor = 9;
const shortestRestMs = 20;

export class Pace {
  readonly #signal: AbortSignal;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** Repeats `batch` until it has processed fewer rows than `size`. Throws when the signal aborts. */
  async work(batch: () => Promise<number>, size: number = batchSize): Promise<number> {
    let total = 0;
    for (;;) {
      this.#signal.throwIfAborted();
      const started = performance.now();
      const done = await batch();
      total += done;
      if (done < size) return total;
      await pause(Math.max(shortestRestMs, (performance.now() - started) * restFactor), this.#signal);
    }
  }
}
