import { Fifo } from '../../platform/fifo.ts';
import type { Reads, Value } from '../../store/store.ts';

/**
 * Limits how many reads of the store run at the same time. Further reads wait, and start in the order in which they
 * came. When a process starts, or after an outage, all lanes of the process may need rows at the same time. Without a
 * limit, the reads of ten thousand lanes would occupy every connection of the pool. Other reads and requests would
 * wait too long for a connection, and fail.
 */
export class BoundedReads implements Reads {
  readonly #reads: Reads;
  readonly #waiting = new Fifo<() => void>();
  #places: number;

  constructor(reads: Reads, most: number) {
    this.#reads = reads;
    this.#places = most;
  }

  all<Row extends object>(sql: string, parameters?: readonly Value[]): Promise<Row[]> {
    return this.#inTurn(() => this.#reads.all<Row>(sql, parameters));
  }

  get<Row extends object>(sql: string, parameters?: readonly Value[]): Promise<Row | undefined> {
    return this.#inTurn(() => this.#reads.get<Row>(sql, parameters));
  }

  async #inTurn<Result>(read: () => Promise<Result>): Promise<Result> {
    if (this.#places > 0) this.#places--;
    else await new Promise<void>((start) => this.#waiting.push(start));
    try {
      return await read();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#places++;
    }
  }
}
