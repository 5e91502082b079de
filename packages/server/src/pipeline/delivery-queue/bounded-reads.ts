import { Fifo } from '../../platform/fifo.ts';
import type { Reads, Value } from '../../store/store.ts';

/**
 * Limits how many reads run at the same time. After an outage, the reads of ten thousand lanes would otherwise occupy
 * every connection of the pool.
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
