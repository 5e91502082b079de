import type { Logger } from 'pino';
import { shardCount } from '../../domain/shard-of.ts';
import type { Store, Transaction } from '../../store/store.ts';
import { isKnownDead, newNodeId, retireNodeId } from './node-identity.ts';

/*
 * Which process delivers for which endpoints. Endpoints are spread over 64 shards, and a process holds a lease on
 * some of them: it alone delivers for their endpoints, so order, concurrency, rate and breaker of an endpoint live
 * in one memory, and a claim is a read.
 *
 * 1. Every process renews its leases and takes what is free, up to its fair share of the processes that are alive.
 * 2. Who holds more than its share gives some back: a process that joins gets its part within seconds. Nothing more is
 *    started there at once, but a shard is free only when what is under way has been recorded, or else when its lease
 *    ends, for it is renewed no more: who takes it sends nothing that is being sent.
 * 3. A lease outlasts the longest request. A holder that cannot renew stops starting requests early enough that
 *    all of its own are over when another process may take the shard.
 *    Leases are on the database's clock, which is the same for all: a machine whose clock is wrong takes nothing from
 *    others. How long its own lease lasts a process counts itself, on its steady clock and on the other: the first
 *    knows nothing of a machine that was suspended, the second may be set back.
 * 4. No leader, and nothing to repair: a process that dies is a lease that expires, at once where it can be known.
 */

export interface LeaseTimes {
  leaseMs: number;
  renewMs: number;
  /** No request lasts longer. */
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
  log: Logger;
  /** Told which shards were won, to load their endpoints, and which were lost, to start nothing more there. */
  changed(won: readonly number[], lost: readonly number[]): void;
  /** Whether nothing that was started on a shard is without its record. */
  isIdle(shard: number): boolean;
  times?: LeaseTimes;
}

export class ShardLeases {
  readonly processId = newNodeId();
  readonly #store: Store;
  readonly #log: Logger;
  readonly #changed: (won: readonly number[], lost: readonly number[]) => void;
  readonly #isIdle: (shard: number) => boolean;
  readonly #times: LeaseTimes;
  #shards = new Set<number>();
  /** To be given back when they are idle. */
  #leaving = new Set<number>();
  /** By the steady clock, and by the one that can be set. */
  #leasedUntil = { steady: 0, wall: 0 };
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor({ store, log, changed, isIdle, times = leaseTimes }: ShardLeasesOptions) {
    this.#store = store;
    this.#log = log;
    this.#changed = changed;
    this.#isIdle = isIdle;
    this.#times = times;
  }

  get shards(): ReadonlySet<number> {
    return this.#shards;
  }

  /** Whether a request that starts now is over before anybody else may take its shard. */
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
    retireNodeId(this.processId);
    this.#shards.clear();
    // Given back at once, so that others need not wait for the lease to expire.
    await this.#store
      .run('update shards set owner = null, leased_until = 0 where owner = $1', [this.processId])
      .catch(() => {});
    await this.#store.run('delete from nodes where id = $1', [this.processId]).catch(() => {});
  }

  async #renew(): Promise<void> {
    try {
      await this.#renewOnce();
    } catch (error) {
      if (!this.#closed) this.#log.warn({ err: error }, 'lease.not-renewed');
      if (!this.#leaseLasts(0)) {
        this.#leaving.clear();
        this.#setLeased([]);
      }
    }
    if (this.#closed) return;
    this.#timer = setTimeout(() => void this.#renew(), this.#times.renewMs);
  }

  async #renewOnce(): Promise<void> {
    const { leaseMs } = this.#times;
    // Taken before the database is asked: our own count of the lease ends early rather than late.
    const leasedUntil = { steady: performance.now() + leaseMs, wall: Date.now() + leaseMs };
    const now = await this.#databaseTime();
    const until = now + leaseMs;
    await this.#announce(now, until);
    const { held, leaving } = await this.#store.transaction((transaction) =>
      this.#divide(transaction, now, until),
    );
    this.#leasedUntil = leasedUntil;
    this.#leaving = new Set(leaving);
    this.#setLeased(held);
    await this.#releaseIdle();
  }

  async #releaseIdle(): Promise<void> {
    for (const shard of [...this.#leaving].filter((shard) => this.#isIdle(shard))) {
      await this.#store.run(
        'update shards set owner = null, leased_until = 0 where shard = $1 and owner = $2',
        [shard, this.processId],
      );
      this.#leaving.delete(shard);
    }
  }

  /** ms since 1970. SQLite has no clock but this machine's. */
  async #databaseTime(): Promise<number> {
    if (this.#store.engine === 'sqlite') return Date.now();
    const row = await this.#store.get<{ now: number }>(
      'select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now',
    );
    return row!.now;
  }

  /** Renews what stays, leaves what is above the fair share, and takes what is free up to it. */
  async #divide(
    transaction: Transaction,
    now: number,
    until: number,
  ): Promise<{ held: number[]; leaving: number[] }> {
    const left = [-1, ...this.#leaving].join(', ');
    await transaction.run(
      `update shards set leased_until = $2
       where owner = $1 and leased_until > $3 and shard not in (${left})`,
      [this.processId, until, now],
    );
    const rows = await transaction.all<ShardRow>(
      'select shard, owner, leased_until from shards order by shard',
    );
    const nodes = await transaction.all<{ id: string }>('select id from nodes where alive_until > $1', [now]);
    const alive = nodes.filter(({ id }) => !isKnownDead(id));
    const share = Math.ceil(shardCount / Math.max(1, alive.length));
    const own = rows
      .filter(({ owner, leased_until }) => owner === this.processId && leased_until > now)
      .map(({ shard }) => shard);
    const staying = own.filter((shard) => !this.#leaving.has(shard));
    const held = staying.slice(0, share);
    const leaving = own.filter((shard) => !held.includes(shard));
    for (const row of rows) {
      if (held.length >= share) break;
      const isFree =
        row.leased_until <= now || (row.owner !== this.processId && isKnownDead(row.owner ?? ''));
      if (isFree && (await this.#acquire(transaction, row, until))) held.push(row.shard);
    }
    return { held, leaving };
  }

  /** Compares what was read: of two that want it one gets it. */
  async #acquire(transaction: Transaction, row: ShardRow, until: number): Promise<boolean> {
    const won = await transaction.run(
      'update shards set owner = $2, leased_until = $3 where shard = $1 and leased_until = $4',
      [row.shard, this.processId, until, row.leased_until],
    );
    return won > 0;
  }

  async #announce(now: number, until: number): Promise<void> {
    await this.#store.run(
      `insert into nodes (id, alive_until) values ($1, $2)
       on conflict (id) do update set alive_until = excluded.alive_until`,
      [this.processId, until],
    );
    await this.#store.run('delete from nodes where alive_until < $1', [now - 60_000]);
  }

  #setLeased(shards: readonly number[]): void {
    const won = shards.filter((shard) => !this.#shards.has(shard));
    const lost = [...this.#shards].filter((shard) => !shards.includes(shard));
    this.#shards = new Set(shards);
    if (won.length > 0 || lost.length > 0) this.#changed(won, lost);
  }
}
