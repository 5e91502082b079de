import type { Logger } from 'pino';
import { shardCount } from '../../domain/shard-of.ts';
import { Leases, type LostLeases, leaseMs, renewMs } from '../../platform/lease.ts';
import { Loop } from '../../platform/loop.ts';
import { retireProcessId } from '../../platform/process-id.ts';
import type { Store, Transaction } from '../../store/store.ts';

/*
 * Each of 64 shards is leased to one process, and only this process delivers for the shard's endpoints. It keeps the
 * order and the limits of an endpoint in memory, so deliveries need no locks.
 *
 * 1. A process acquires free shards up to its fair share, and gives up those above it.
 * 2. A shard is released when all its outcomes are recorded. Otherwise, the next process could send deliveries that are
 *    in flight.
 * 3. A process that cannot renew its leases starts only requests that will end in time.
 * 4. A lease ends by the database's clock. A process watches two clocks of its own, because its steady clock stops
 *    during a suspension, and its wall clock may be set back.
 * 5. The leases of a dead process expire. If the process is known to be dead, they are free at once.
 * 6. A process that joins, or that has released shards, gives a hint. The others then divide the shards again at once,
 *    so that the deliveries of these shards do not wait for the next renewals.
 */

export interface LeaseTimes {
  leaseMs: number;
  renewMs: number;
  /** The longest possible request. */
  requestMs: number;
}

export const leaseTimes: LeaseTimes = { leaseMs, renewMs, requestMs: 26_000 };

const allShards = Array.from({ length: shardCount }, (_, shard) => String(shard));

export interface ShardLeasesOptions {
  store: Store;
  processId: string;
  log: Logger;
  /** The caller must load the endpoints of `acquired` shards. It must start no more requests for `lost` shards. */
  onChanged(acquired: readonly number[], lost: readonly number[]): void;
  /** Whether all outcomes of the shard's endpoints have been recorded. */
  isIdle(shard: number): boolean;
  times?: LeaseTimes;
  lost?: LostLeases | undefined;
}

/** In ms. How often a process examines whether a shard that it gives up has become idle. */
const idleCheckMs = 50;

interface Divided {
  joined: boolean;
  renewed: number[];
  acquired: number[];
  /** Whether other processes acquired free shards at the same time, so that this one may lack some. */
  isOvertaken: boolean;
  leaving: number[];
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
  /** On the steady clock and on the wall clock. */
  #leasedUntil = { steady: 0, wall: 0 };
  #idleCheck: NodeJS.Timeout | undefined;

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
    this.#store.onHint(({ about }) => {
      if (about === 'shards') this.#loop.wake();
    });
    return this.#loop.start();
  }

  async close(): Promise<void> {
    const closed = this.#loop.close();
    retireProcessId(this.#processId);
    await closed;
    clearInterval(this.#idleCheck);
    this.#shards.clear();
    // Without this release, the other processes would wait until the leases expire.
    await this.#leases.release('shard', allShards).catch(() => {});
    await this.#leases.release('sender', [this.#processId]).catch(() => {});
    this.#giveHint();
  }

  /** Resolves with true if the next round should begin at once. */
  async #renew(): Promise<boolean> {
    try {
      return await this.#renewOnce();
    } catch (error) {
      if (!this.#leaseLasts(0)) {
        this.#leases.countLost('shard', this.#shards.size);
        this.#leaving.clear();
        this.#setShards([]);
      }
      throw error;
    }
  }

  async #renewOnce(): Promise<boolean> {
    const { leaseMs } = this.#times;
    // The times are taken before the query, so the lease ends a little earlier here than in the database.
    const leasedUntil = { steady: performance.now() + leaseMs, wall: Date.now() + leaseMs };
    await this.#leases.sweep();
    const { joined, renewed, acquired, isOvertaken, leaving } = await this.#store.transaction((transaction) =>
      this.#divide(transaction),
    );
    this.#leasedUntil = leasedUntil;
    this.#leaving = new Set(leaving);
    const lost = [...this.#shards].filter((shard) => !renewed.includes(shard) && !leaving.includes(shard));
    this.#leases.countLost('shard', lost.length);
    // If a lost shard was acquired again, another process may have sent its deliveries meanwhile, so they are read again.
    this.#setShards(renewed);
    this.#setShards([...renewed, ...acquired]);
    const released = await this.#releaseIdle();
    if (joined || released) this.#giveHint();
    return isOvertaken;
  }

  /** Returns whether a shard was released. */
  async #releaseIdle(): Promise<boolean> {
    const idle = [...this.#leaving].filter((shard) => this.#isIdle(shard));
    await this.#leases.release('shard', idle.map(String));
    for (const shard of idle) this.#leaving.delete(shard);
    clearInterval(this.#idleCheck);
    if (this.#leaving.size > 0) this.#idleCheck = setInterval(() => this.#wakeIfIdle(), idleCheckMs).unref();
    return idle.length > 0;
  }

  #wakeIfIdle(): void {
    if ([...this.#leaving].some((shard) => this.#isIdle(shard))) this.#loop.wake();
  }

  #giveHint(): void {
    this.#store.hint({ tenantId: '', webhookId: '', about: 'shards' });
  }

  /** Renews leases, gives up the shards above the fair share, and acquires free ones up to that share. */
  async #divide(transaction: Transaction): Promise<Divided> {
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
    const kept = renewed.map(Number);
    return {
      joined: known === undefined,
      renewed: kept,
      acquired: acquired.map(Number),
      isOvertaken: acquired.length < free.length,
      leaving: own.filter((shard) => !kept.includes(shard)),
    };
  }

  #setShards(shards: readonly number[]): void {
    const acquired = shards.filter((shard) => !this.#shards.has(shard));
    const lost = [...this.#shards].filter((shard) => !shards.includes(shard));
    this.#shards = new Set(shards);
    if (acquired.length > 0 || lost.length > 0) this.#onChanged(acquired, lost);
  }
}
