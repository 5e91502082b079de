import { Fifo } from '../../platform/fifo.ts';
import type { Reads, Value } from '../../store/store.ts';

/**
 * Runs reads of the store, a limited number at a time, first come, first served. All lanes of a process may
 * need rows at once, after its start or an outage. Without a limit, ten thousand lanes occupy every connection
 * of the pool, and reads and requests that wait for a connection fail.
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
