import type { Pool, PoolClient } from 'pg';
import { isPostgresUnavailable } from '../../platform/store-unavailable.ts';
import { requireReplicated } from './on-client.ts';

interface Lent {
  client: Promise<PoolClient>;
  users: number;
  /** The error after which the connection is not used again. */
  broken: Error | undefined;
}

/**
 * Lends one connection to several callers. Each statement must be a transaction of its own, because none waits for the
 * others.
 */
export class SharedClient {
  readonly #pool: Pool;
  #lent: Lent | undefined;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async run<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> {
    this.#lent ??= { client: this.#pool.connect(), users: 0, broken: undefined };
    const lent = this.#lent;
    lent.users++;
    try {
      const client = await lent.client;
      const result = await work(client);
      requireReplicated(client);
      return result;
    } catch (error) {
      // A statement that timed out may still be running, so later callers get another connection.
      if (isPostgresUnavailable(error)) this.#abandon(lent, error);
      throw error;
    } finally {
      lent.users--;
      if (lent.users === 0) this.#giveBack(lent);
    }
  }

  #abandon(lent: Lent, error: Error): void {
    lent.broken ??= error;
    if (this.#lent === lent) this.#lent = undefined;
  }

  #giveBack(lent: Lent): void {
    if (this.#lent === lent) this.#lent = undefined;
    lent.client.then(
      (client) => client.release(lent.broken),
      // The connection could not be opened, so the pool gets none back. The callers have received the error.
      () => {},
    );
  }
}
