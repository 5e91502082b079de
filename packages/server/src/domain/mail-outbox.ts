import { isFree, type Leases } from '../platform/lease.ts';
import type { Queries, Transaction } from '../store/store.ts';

/** How many tenants are considered at a time. */
const mostTenants = 50;

export interface QueuedMail {
  id: string;
  attempts: number;
}

/**
 * E-mails that wait in a table until the mail server accepts them. A mail that is refused permanently stays, with the
 * reason. The lease on a mail has the table's name as its kind.
 */
export class MailOutbox {
  readonly table: 'invite_mails' | 'owner_mails';
  readonly #key: string;
  #lastTenant = '';

  constructor({ table, key }: { table: 'invite_mails' | 'owner_mails'; key: string }) {
    this.table = table;
    this.#key = key;
  }

  /** Whether a mail is due. Call this before `acquire`: it only reads, and mails are rarely due. */
  async hasDue(queries: Queries, now: number): Promise<boolean> {
    const due = await queries.get(`select 1 from ${this.table} where ${this.#isDue('$1')} limit 1`, [now]);
    return due !== undefined;
  }

  /** Counts an attempt for each acquired mail. */
  async acquire(
    transaction: Transaction,
    leases: Leases,
    { now, size }: { now: number; size: number },
  ): Promise<QueuedMail[]> {
    const [table, key] = [this.table, this.#key];
    const due = await this.#dueInTurn(transaction, { now, size });
    const ids = await leases.acquire(table, due, transaction);
    if (ids.length === 0) return [];
    const listed = ids.map((_, index) => `$${index + 2}`).join(', ');
    // Another process may have sent or postponed one of these mails since the `select`, so `next_try_at` is compared
    // again.
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

  /** The ids of due mails, of all tenants in turn, so that a tenant with many mails does not delay the others. */
  async #dueInTurn(queries: Queries, { now, size }: { now: number; size: number }): Promise<string[]> {
    const tenants = await this.#nextTenants(queries);
    if (tenants.length === 0) return [];
    const mails = await Promise.all(
      tenants.map((tenant) =>
        queries.all<{ id: string; tenant_id: string }>(
          `select ${this.#key} as id, tenant_id from ${this.table}
           where tenant_id = $2 and ${this.#isDue('$1')} order by next_try_at limit $3`,
          [now, tenant, size],
        ),
      ),
    );
    const rounds = Array.from({ length: size }, (_, round) => mails.flatMap((own) => own[round] ?? []));
    const taken = rounds.flat().slice(0, size);
    const served = rounds[0]?.slice(0, size).at(-1)?.tenant_id;
    this.#lastTenant = (taken.length < size ? tenants.at(-1) : served) ?? '';
    return taken.map(({ id }) => id);
  }

  /** The tenants with mails, at most `mostTenants`, beginning after the last one that was served. */
  async #nextTenants(queries: Queries): Promise<string[]> {
    const after = (bound: string): string =>
      `(select min(tenant_id) from ${this.table} where refused_at is null and tenant_id > ${bound})`;
    const read = async (bound: string): Promise<string[]> => {
      const rows = await queries.all<{ id: string }>(
        `with recursive tenants (id) as (
           select ${after('$1')} union all select ${after('tenants.id')} from tenants where id is not null)
         select id from tenants where id is not null limit ${mostTenants}`,
        [bound],
      );
      return rows.map(({ id }) => id);
    };
    const later = await read(this.#lastTenant);
    const others = later.length < mostTenants && this.#lastTenant !== '' ? await read('') : [];
    return [...new Set([...later, ...others])].slice(0, mostTenants);
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
