import type { Queries } from '../store/store.ts';

export interface QueuedMail {
  id: string;
  attempts: number;
}

/** Longer than the mail server's timeout, so that no two processes send the same mail. */
const leaseMilliseconds = 120_000;

/**
 * Mails that wait in a table. A row is deleted when the mail server has accepted its mail; a permanent refusal keeps it
 * with the reason. The table has the columns `attempts`, `next_try_at`, `leased_until`, `last_error` and `refused_at`.
 */
export class MailOutbox {
  readonly #table: string;
  readonly #key: string;

  constructor({ table, key }: { table: string; key: string }) {
    this.#table = table;
    this.#key = key;
  }

  /** Checks without a lock: leasing mails writes, and there are hardly ever any. */
  async hasDue(queries: Queries, now: number): Promise<boolean> {
    const row = await queries.get(`select 1 from ${this.#table} where ${isDue('$1')} limit 1`, [now]);
    return row !== undefined;
  }

  /** Leases up to `size` due mails. No other process can lease them until the lease ends. */
  lease(queries: Queries, { now, size }: { now: number; size: number }): Promise<QueuedMail[]> {
    const key = this.#key;
    return queries.all<QueuedMail>(
      // The outer conditions are repeated because PostgreSQL checks only those again after waiting for a row.
      `update ${this.#table} set leased_until = $1, attempts = attempts + 1
       where ${isDue('$2')} and ${key} in (
         select ${key} from ${this.#table} where ${isDue('$2')} order by next_try_at limit $3)
       returning ${key} as id, attempts`,
      [now + leaseMilliseconds, now, size],
    );
  }

  drop(queries: Queries, id: string): Promise<number> {
    return queries.run(`delete from ${this.#table} where ${this.#key} = $1`, [id]);
  }

  postpone(queries: Queries, id: string, { at, reason }: { at: number; reason: string }): Promise<number> {
    return queries.run(
      `update ${this.#table} set next_try_at = $1, leased_until = 0, last_error = $2 where ${this.#key} = $3`,
      [at, reason, id],
    );
  }

  refuse(queries: Queries, id: string, { now, reason }: { now: number; reason: string }): Promise<number> {
    return queries.run(
      `update ${this.#table} set refused_at = $1, leased_until = 0, last_error = $2 where ${this.#key} = $3`,
      [now, reason, id],
    );
  }
}

const isDue = (now: string): string =>
  `refused_at is null and next_try_at <= ${now} and leased_until <= ${now}`;
