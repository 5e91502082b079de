import { pause } from './deadline.ts';

/*
 * `batchSize` and `restFactor` were chosen by these measurements on SQLite, with 200 events/s arriving while 200,000
 * events expire. Each line shows p50 / p95 / p99 of the time in ms from the storing of an event to its receipt by the
 * endpoint.
 *
 * - 1.1 / 7.0 / 18: no expiry.
 * - 1.2 / 5.6 / 28: batches of 50 rows; expiry works for a tenth of the time.
 * - 2.8 / 32 / 92: batches of 100 rows; expiry works for a quarter of the time.
 */

/**
 * The maximum number of rows that one batch deletes or changes, not counting rows of other tables that are deleted with
 * them. On SQLite, other writes wait for the batch.
 */
export const batchSize = 50;

/**
 * After each batch, expiry rests nine times as long as the batch took. So it works for at most a tenth of the
 * time, and deletes about 2,000 rows a second at most.
 */
const restFactor = 9;
const shortestRestMs = 20;

export class Pace {
  readonly #signal: AbortSignal;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /**
   * Repeats `batch` until it has processed fewer rows than `size`. Each `batch` resolves with the number of its rows,
   * and `work` with the sum. Throws when the signal aborts; the next run processes the remaining rows.
   */
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
