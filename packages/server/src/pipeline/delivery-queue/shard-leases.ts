import type { Logger } from 'pino';
import { shardCount } from '../../domain/shard-of.ts';
import { Leases, type LostLeases, leaseMs, renewMs } from '../../platform/lease.ts';
import { Loop } from '../../platform/loop.ts';
import { retireProcessId } from '../../platform/process-id.ts';
import type { Store, Transaction } from '../../store/store.ts';

/*
 * Decides which process delivers for which endpoints. Endpoints are divided into 64 shards, and each shard is leased
 * to one process, which alone delivers for the endpoints in it. So the order, concurrency, rate and circuit breaker
 * of an endpoint are in the memory of one process. This process can send a delivery without locking the delivery's
 * row first.
 *
 * 1. Each process renews its leases and acquires free shards, up to its fair share among the processes that are
 *    alive.
 * 2. A process that has more than its share gives shards up, so that a process that joins gets its part within
 *    seconds. The process starts no more requests on such a shard, and no longer renews its lease. The shard is
 *    released when the outcomes of all requests on it are recorded. If they are not recorded in time, the lease
 *    expires. In both cases, the next process sends nothing that is still in flight.
 * 3. A lease lasts longer than the longest request. A process that cannot renew its leases starts only requests
 *    that will end before another process may acquire the shard.
 * 4. Leases use the database's clock, which is the same for all processes. So a machine with a wrong clock
 *    acquires no shard too early. A process measures on two clocks how long its own lease still lasts, because
 *    each clock can run too slow: the steady clock stands still while the machine is suspended, and the wall
 *    clock may be set back.
 * 5. There is no leader, and a crash needs no repair. The leases of a process that has died expire, or are free
 *    at once if the process is known to be dead.
 */

export interface LeaseTimes {
  leaseMs: number;
  renewMs: number;
  /** The longest time that a request can take. */
  requestMs: number;
}

export const leaseTimes: LeaseTimes = { leaseMs, renewMs, requestMs: 26_000 };

const allShards = Array.from({ length: shardCount }, (_, shard) => String(shard));

export interface ShardLeasesOptions {
  store: Store;
  processId: string;
  log: Logger;
  /**
   * Called with the shards whose endpoints are to be loaded, and with the shards on which no more requests may
   * start.
   */
  onChanged(acquired: readonly number[], lost: readonly number[]): void;
  /** Whether the outcomes of all requests to the endpoints of the shard have been recorded. */
  isIdle(shard: number): boolean;
  times?: LeaseTimes;
  lost?: LostLeases | undefined;
}

export class ShardLeases {
  readonly #processId: string;
  readonly #store: Store;
  readonly #leases: Leases;
  readonly #loop: Loop;
  readonly #onChanged: (acquired: readonly number[], lost: readonly number[]) => void;
  readonly #isIdle: (shard: number) => boolean;
  readonly #times: LeaseTimes;
  #shards = new Set<number>();
  /** Shards that are released as soon as they are idle. */
  #leaving = new Set<number>();
  /** Until when the shards are leased, on the steady clock and on the wall clock. */
  #leasedUntil = { steady: 0, wall: 0 };

  constructor({ store, processId, log, onChanged, isIdle, times = leaseTimes, lost }: ShardLeasesOptions) {
    this.#store = store;
    this.#processId = processId;
    this.#leases = new Leases({
      store,
      processId,
      leaseMs: times.leaseMs,
      renewMs: times.renewMs,
      ...(lost && { lost }),
    });
    this.#loop = new Loop({
      name: 'lease',
      log,
      intervalMs: times.renewMs,
      maxBackoffMs: times.renewMs,
      run: () => this.#renew(),
    });
    this.#onChanged = onChanged;
    this.#isIdle = isIdle;
    this.#times = times;
  }

  get shards(): ReadonlySet<number> {
    return this.#shards;
  }

  /** Whether a request that starts now will end before another process may acquire its shard. */
  mayStart(): boolean {
    return this.#leaseLasts(this.#times.requestMs);
  }

  #leaseLasts(ms: number): boolean {
    const { steady, wall } = this.#leasedUntil;
    return performance.now() + ms < steady && Date.now() + ms < wall;
  }

  start(): Promise<void> {
    return this.#loop.start();
  }

  async close(): Promise<void> {
    const closed = this.#loop.close();
    retireProcessId(this.#processId);
    await closed;
    this.#shards.clear();
    // The leases are released at once, so that no other process has to wait until they expire.
    await this.#leases.release('shard', allShards).catch(() => {});
    await this.#leases.release('sender', [this.#processId]).catch(() => {});
  }

  async #renew(): Promise<void> {
    try {
      await this.#renewOnce();
    } catch (error) {
      if (!this.#leaseLasts(0)) {
        this.#leases.countLost('shard', this.#shards.size);
        this.#leaving.clear();
        this.#setShards([]);
      }
      throw error;
    }
  }

  async #renewOnce(): Promise<void> {
    const { leaseMs } = this.#times;
    // The times are taken before the query, so the lease ends for this process a little earlier than in the
    // database.
    const leasedUntil = { steady: performance.now() + leaseMs, wall: Date.now() + leaseMs };
    await this.#leases.sweep();
    const { kept, leaving } = await this.#store.transaction((transaction) => this.#divide(transaction));
    this.#leasedUntil = leasedUntil;
    this.#leaving = new Set(leaving);
    const lost = [...this.#shards].filter((shard) => !kept.includes(shard) && !leaving.includes(shard));
    this.#leases.countLost('shard', lost.length);
    this.#setShards(kept);
    await this.#releaseIdle();
  }

  async #releaseIdle(): Promise<void> {
    const idle = [...this.#leaving].filter((shard) => this.#isIdle(shard));
    await this.#leases.release('shard', idle.map(String));
    for (const shard of idle) this.#leaving.delete(shard);
  }

  /**
   * Renews the leases of the shards that the process keeps, marks the shards above the fair share for release,
   * and acquires free ones up to that share.
   */
  async #divide(transaction: Transaction): Promise<{ kept: number[]; leaving: number[] }> {
    const leases = this.#leases;
    const [known] = await leases.renew('sender', [this.#processId], transaction);
    if (known === undefined) await leases.acquire('sender', [this.#processId], transaction);
    const senders = await leases.all('sender', transaction);
    const share = Math.ceil(shardCount / Math.max(1, senders.length));
    const rows = await leases.all('shard', transaction);
    const own = rows
      .filter(({ owner }) => owner === this.#processId)
      .map(({ id }) => Number(id))
      .toSorted((one, other) => one - other);
    const staying = own.filter((shard) => !this.#leaving.has(shard)).slice(0, share);
    const renewed = await leases.renew('shard', staying.map(String), transaction);
    const taken = new Set(rows.map(({ id }) => id));
    const free = allShards.filter((shard) => !taken.has(shard)).slice(0, share - staying.length);
    const acquired = await leases.acquire('shard', free, transaction);
    const kept = [...renewed, ...acquired].map(Number);
    return { kept, leaving: own.filter((shard) => !kept.includes(shard)) };
  }

  #setShards(shards: readonly number[]): void {
    const acquired = shards.filter((shard) => !this.#shards.has(shard));
    const lost = [...this.#shards].filter((shard) => !shards.includes(shard));
    this.#shards = new Set(shards);
    if (acquired.length > 0 || lost.length > 0) this.#onChanged(acquired, lost);
  }
}
