import type { Logger } from 'pino';
import { shardCount } from '../../domain/shard-of.ts';
import { isKnownDead, retireProcessId } from '../../platform/process-id.ts';
import type { Store, Transaction } from '../../store/store.ts';

/*
 * Which process delivers for which endpoints. Endpoints are spread over 64 shards, and a process has the lease of some
 * of them. It alone delivers for their endpoints, so the order, concurrency, rate and circuit breaker of an endpoint are
 * in the memory of one process, and a read is all that it takes to claim a delivery.
 *
 * 1. Each process renews its leases and acquires free shards, up to its fair share among the processes that are alive.
 * 2. A process that has more than its share releases some, so that a process that joins gets its part within seconds.
 *    It starts nothing more on such a shard at once, and does not renew its lease. The shard is free when every request
 *    that was started on it is recorded, or else when the lease ends. So the next process sends nothing that is in flight.
 * 3. A lease outlasts the longest request. A process that cannot renew stops starting requests so early that all of them
 *    have ended when another process may acquire the shard.
 * 4. Leases use the database's clock, which is the same for all: a machine whose clock is wrong takes nothing from
 *    others. A process measures what is left of its own lease on its steady clock and on the clock that can be set. The
 *    first does not count the time for which a machine was suspended, and the second may be set back.
 * 5. There is no leader and nothing to repair: the leases of a process that died expire, or are free at once if the
 *    process is known to be dead.
 */

export interface LeaseTimes {
  leaseMs: number;
  renewMs: number;
  /** No request takes longer. */
  requestMs: number;
}

export const leaseTimes: LeaseTimes = { leaseMs: 40_000, renewMs: 3_000, requestMs: 26_000 };

interface ShardRow {
  shard: number;
  owner: string | null;
  leased_until: number;
}

export interface ShardLeasesOptions {
  store: Store;
  processId: string;
  log: Logger;
  /** Called with the shards whose endpoints are to be loaded, and with those on which nothing more may start. */
  onChanged(acquired: readonly number[], lost: readonly number[]): void;
  /** Whether every request started on the shard has been recorded. */
  isIdle(shard: number): boolean;
  times?: LeaseTimes;
}

export class ShardLeases {
  readonly #processId: string;
  readonly #store: Store;
  readonly #log: Logger;
  readonly #onChanged: (acquired: readonly number[], lost: readonly number[]) => void;
  readonly #isIdle: (shard: number) => boolean;
  readonly #times: LeaseTimes;
  #shards = new Set<number>();
  /** Shards that are released as soon as they are idle. */
  #leaving = new Set<number>();
  /** On the steady clock, and on the one that can be set. */
  #leasedUntil = { steady: 0, wall: 0 };
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor({ store, processId, log, onChanged, isIdle, times = leaseTimes }: ShardLeasesOptions) {
    this.#store = store;
    this.#processId = processId;
    this.#log = log;
    this.#onChanged = onChanged;
    this.#isIdle = isIdle;
    this.#times = times;
  }

  get shards(): ReadonlySet<number> {
    return this.#shards;
  }

  /** Whether a request that starts now will have ended before another process may acquire its shard. */
  mayStart(): boolean {
    return this.#leaseLasts(this.#times.requestMs);
  }

  #leaseLasts(ms: number): boolean {
    const { steady, wall } = this.#leasedUntil;
    return performance.now() + ms < steady && Date.now() + ms < wall;
  }

  async start(): Promise<void> {
    await this.#store.run(
      `insert into shards (shard, owner, leased_until) values
       ${Array.from({ length: shardCount }, (_, shard) => `(${shard}, null, 0)`).join(', ')} on conflict do nothing`,
    );
    await this.#renew();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    retireProcessId(this.#processId);
    this.#shards.clear();
    // Released at once, so that no other process has to wait for the leases to expire.
    await this.#store
      .run('update shards set owner = null, leased_until = 0 where owner = $1', [this.#processId])
      .catch(() => {});
    await this.#store.run('delete from nodes where id = $1', [this.#processId]).catch(() => {});
  }

  async #renew(): Promise<void> {
    try {
      await this.#renewOnce();
    } catch (error) {
      if (!this.#closed) this.#log.warn({ err: error }, 'lease.not-renewed');
      if (!this.#leaseLasts(0)) {
        this.#leaving.clear();
        this.#setShards([]);
      }
    }
    if (this.#closed) return;
    this.#timer = setTimeout(() => void this.#renew(), this.#times.renewMs);
  }

  async #renewOnce(): Promise<void> {
    const { leaseMs } = this.#times;
    // Read before the query: the process must count its lease as ended too early rather than too late.
    const leasedUntil = { steady: performance.now() + leaseMs, wall: Date.now() + leaseMs };
    const now = await this.#databaseTime();
    const until = now + leaseMs;
    await this.#announce(now, until);
    const { kept, leaving } = await this.#store.transaction((transaction) =>
      this.#divide(transaction, now, until),
    );
    this.#leasedUntil = leasedUntil;
    this.#leaving = new Set(leaving);
    this.#setShards(kept);
    await this.#releaseIdle();
  }

  async #releaseIdle(): Promise<void> {
    for (const shard of [...this.#leaving].filter((shard) => this.#isIdle(shard))) {
      await this.#store.run(
        'update shards set owner = null, leased_until = 0 where shard = $1 and owner = $2',
        [shard, this.#processId],
      );
      this.#leaving.delete(shard);
    }
  }

  /** In ms since 1970. SQLite has no clock of its own. */
  async #databaseTime(): Promise<number> {
    if (this.#store.engine === 'sqlite') return Date.now();
    const row = await this.#store.get<{ now: number }>(
      'select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now',
    );
    return row!.now;
  }

  /** Renews the leases that stay, marks for release what is above the fair share, and acquires free shards up to it. */
  async #divide(
    transaction: Transaction,
    now: number,
    until: number,
  ): Promise<{ kept: number[]; leaving: number[] }> {
    const left = [-1, ...this.#leaving].join(', ');
    await transaction.run(
      `update shards set leased_until = $2
       where owner = $1 and leased_until > $3 and shard not in (${left})`,
      [this.#processId, until, now],
    );
    const rows = await transaction.all<ShardRow>(
      'select shard, owner, leased_until from shards order by shard',
    );
    const nodes = await transaction.all<{ id: string }>('select id from nodes where alive_until > $1', [now]);
    const alive = nodes.filter(({ id }) => !isKnownDead(id));
    const share = Math.ceil(shardCount / Math.max(1, alive.length));
    const own = rows
      .filter(({ owner, leased_until }) => owner === this.#processId && leased_until > now)
      .map(({ shard }) => shard);
    const staying = own.filter((shard) => !this.#leaving.has(shard));
    const kept = staying.slice(0, share);
    const leaving = own.filter((shard) => !kept.includes(shard));
    for (const row of rows) {
      if (kept.length >= share) break;
      const isFree =
        row.leased_until <= now || (row.owner !== this.#processId && isKnownDead(row.owner ?? ''));
      if (isFree && (await this.#acquire(transaction, row, until))) kept.push(row.shard);
    }
    return { kept, leaving };
  }

  /** Compares with the row that was read, so that one of two processes gets the shard. */
  async #acquire(transaction: Transaction, row: ShardRow, until: number): Promise<boolean> {
    const won = await transaction.run(
      'update shards set owner = $2, leased_until = $3 where shard = $1 and leased_until = $4',
      [row.shard, this.#processId, until, row.leased_until],
    );
    return won > 0;
  }

  async #announce(now: number, until: number): Promise<void> {
    await this.#store.run(
      `insert into nodes (id, alive_until) values ($1, $2)
       on conflict (id) do update set alive_until = excluded.alive_until`,
      [this.#processId, until],
    );
    await this.#store.run('delete from nodes where alive_until < $1', [now - 60_000]);
  }

  #setShards(shards: readonly number[]): void {
    const acquired = shards.filter((shard) => !this.#shards.has(shard));
    const lost = [...this.#shards].filter((shard) => !shards.includes(shard));
    this.#shards = new Set(shards);
    if (acquired.length > 0 || lost.length > 0) this.#onChanged(acquired, lost);
  }
}
