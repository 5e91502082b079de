import { isFree, type Leases } from '../platform/lease.ts';
import type { Queries, Transaction } from '../store/store.ts';

export interface QueuedMail {
  id: string;
  attempts: number;
}

/**
 * E-mails that wait in a table. The row of a mail is deleted when the mail server has accepted the mail, or when the
 * mail is not needed any more. If the mail server refuses the mail permanently, the row stays and contains the reason.
 * The table has the columns `attempts`, `next_try_at`, `last_error` and `refused_at`. A process has a lease on each
 * mail that it sends. The kind of the lease is the name of the table.
 */
export class MailOutbox {
  readonly table: 'invite_mails' | 'owner_mails';
  readonly #key: string;

  constructor({ table, key }: { table: 'invite_mails' | 'owner_mails'; key: string }) {
    this.table = table;
    this.#key = key;
  }

  /**
   * Whether a mail is due. Call this before `acquire`, because mails are rarely due: this method only reads, and
   * `acquire` also writes.
   */
  async hasDue(queries: Queries, now: number): Promise<boolean> {
    const due = await queries.get(`select 1 from ${this.table} where ${this.#isDue('$1')} limit 1`, [now]);
    return due !== undefined;
  }

  /** Acquires the leases of up to `size` due mails, and counts an attempt for each. */
  async acquire(
    transaction: Transaction,
    leases: Leases,
    { now, size }: { now: number; size: number },
  ): Promise<QueuedMail[]> {
    const [table, key] = [this.table, this.#key];
    const due = await transaction.all<{ id: string }>(
      `select ${key} as id from ${table} where ${this.#isDue('$1')} order by next_try_at limit $2`,
      [now, size],
    );
    const ids = await leases.acquire(
      table,
      due.map(({ id }) => id),
      transaction,
    );
    if (ids.length === 0) return [];
    const listed = ids.map((_, index) => `$${index + 2}`).join(', ');
    // Since the `select`, another process may have sent or postponed one of these mails. Such a mail is not due any
    // more. So the statement compares `next_try_at` again, and the lease of such a mail is then released.
    const mails = await transaction.all<QueuedMail>(
      `update ${table} set attempts = attempts + 1
       where refused_at is null and next_try_at <= $1 and ${key} in (${listed}) returning ${key} as id, attempts`,
      [now, ...ids],
    );
    const dueIds = new Set(mails.map(({ id }) => id));
    await leases.release(
      table,
      ids.filter((id) => !dueIds.has(id)),
      transaction,
    );
    return mails;
  }

  drop(queries: Queries, id: string): Promise<number> {
    return queries.run(`delete from ${this.table} where ${this.#key} = $1`, [id]);
  }

  postpone(queries: Queries, id: string, { at, reason }: { at: number; reason: string }): Promise<number> {
    return queries.run(`update ${this.table} set next_try_at = $1, last_error = $2 where ${this.#key} = $3`, [
      at,
      reason,
      id,
    ]);
  }

  refuse(queries: Queries, id: string, { now, reason }: { now: number; reason: string }): Promise<number> {
    return queries.run(`update ${this.table} set refused_at = $1, last_error = $2 where ${this.#key} = $3`, [
      now,
      reason,
      id,
    ]);
  }

  #isDue(now: string): string {
    return `refused_at is null and next_try_at <= ${now} and ${isFree(this.table, this.#key)}`;
  }
}
