import type { Queries, Store } from '../store/store.ts';
import { isKnownDead } from './process-id.ts';
import { skipLocked } from './row-locks.ts';

/*
 * A lease says which process does a piece of work. Work that has no row in this table is free.
 *
 * A process can know that another one on the same machine is dead, and takes over its work within `renewMs`. Processes
 * on other machines take it over within `takeoverMs`. Leases expire by the database's clock, which is the same for all
 * processes.
 */

/**
 * In ms, from the last renewal. It must be longer than the longest request, because the leases of shards depend on it.
 */
export const leaseMs = 40_000;
export const renewMs = 3_000;
/**
 * In ms. The leases of a dead process expire within `leaseMs`. After that, two intervals of `renewMs` may pass before
 * another process takes over.
 */
export const takeoverMs = leaseMs + 2 * renewMs;

export const leaseKinds = [
  'archive',
  'invite_mails',
  'job',
  'linking',
  'owner_mails',
  'sender',
  'shard',
] as const;
export type LeaseKind = (typeof leaseKinds)[number];

/** SQL that is true if no process has the lease. `column` has the id of the work. */
export const isFree = (kind: LeaseKind, column: string): string =>
  `not exists (select 1 from leases where leases.kind = '${kind}' and leases.id = ${column})`;

export interface LeasesOptions {
  store: Store;
  processId: string;
  leaseMs?: number;
  renewMs?: number;
  lost?: LostLeases;
}

/** How many leases were lost while this process was still doing the work, by kind. */
export interface LostLeases {
  counts: Map<string, number>;
}

/** Starts at 0, because Prometheus would not see the increase if the first value were 1. */
const noLostLeases = (): LostLeases => ({ counts: new Map(leaseKinds.map((kind) => [kind, 0])) });

/** Renewed until it is lost, or until `release` or `stop` is called. */
export interface KeptLease {
  /** Aborts when the lease was lost. Another process may then do the work. */
  lost: AbortSignal;
  /** Ends the renewal. The lease stays until it expires or is released in another way. */
  stop(): void;
  /** Ends the renewal and releases the lease. Does nothing if the lease was lost or stopped. */
  release(): Promise<void>;
}

interface Kept {
  kind: LeaseKind;
  id: string;
  lost: AbortController;
}

export class Leases {
  readonly processId: string;
  readonly lost: LostLeases;
  readonly #store: Store;
  readonly #times: { leaseMs: number; renewMs: number };
  readonly #now: string;
  readonly #kept = new Map<string, Kept>();
  #timer: NodeJS.Timeout | undefined;
  #sweptAt = Number.NEGATIVE_INFINITY;

  constructor({ store, processId, lost = noLostLeases(), ...times }: LeasesOptions) {
    this.processId = processId;
    this.lost = lost;
    this.#store = store;
    this.#times = { leaseMs, renewMs, ...times };
    this.#now = clocks[store.engine];
  }

  /** Returns the ids of the leases that were free. */
  async acquire(kind: LeaseKind, ids: readonly string[], queries: Queries = this.#store): Promise<string[]> {
    if (ids.length === 0) return [];
    const rows = ids.map((_, index) => `($1, $${index + 3}, $2, ${this.#until()})`);
    const acquired = await queries.all<{ id: string }>(
      `insert into leases (kind, id, owner, leased_until) values ${rows.join(', ')}
       on conflict do nothing returning id`,
      // Sorted, because two processes that insert the same rows in different orders could wait for each other.
      [kind, this.processId, ...ids.toSorted()],
    );
    return acquired.map(({ id }) => id);
  }

  /** Returns the ids of the leases that this process still has. */
  async renew(kind: LeaseKind, ids: readonly string[], queries: Queries = this.#store): Promise<string[]> {
    if (ids.length === 0) return [];
    const renewed = await queries.all<{ id: string }>(
      `update leases set leased_until = ${this.#until()}
       where kind = $1 and owner = $2 and id in (${placeholders(ids, 3)}) returning id`,
      [kind, this.processId, ...ids],
    );
    return renewed.map(({ id }) => id);
  }

  async release(kind: LeaseKind, ids: readonly string[], queries: Queries = this.#store): Promise<void> {
    if (ids.length === 0) return;
    await queries.run(
      `delete from leases where kind = $1 and owner = $2 and id in (${placeholders(ids, 3)})`,
      [kind, this.processId, ...ids],
    );
  }

  all(kind: LeaseKind, queries: Queries = this.#store): Promise<{ id: string; owner: string }[]> {
    return queries.all('select id, owner from leases where kind = $1', [kind]);
  }

  /** Removes expired leases and those of dead processes. Call this before you poll for work. */
  async sweep(): Promise<void> {
    if (performance.now() - this.#sweptAt < this.#times.renewMs / 2) return;
    this.#sweptAt = performance.now();
    const owners = await this.#store.all<{ owner: string; until: number; now: number }>(
      `select owner, min(leased_until) as until, ${this.#now} as now from leases group by owner`,
    );
    const dead = owners.map(({ owner }) => owner).filter(isKnownDead);
    if (dead.length === 0 && owners.every(({ until, now }) => until > now)) return;
    // Waiting for rows that another process sweeps or renews could end in a deadlock.
    const lock = skipLocked(this.#store.engine);
    await this.#store.run(
      `delete from leases where (kind, id) in (
         select kind, id from leases where leased_until <= ${this.#now} or owner in (${placeholders(dead, 1)}) ${lock})`,
      dead,
    );
  }

  keep(kind: LeaseKind, id: string): KeptLease {
    const kept = { kind, id, lost: new AbortController() };
    // If earlier work of this process still has an entry, its lease has expired and was lost.
    const earlier = this.#kept.get(keyOf(kept));
    if (earlier) this.#lose([earlier]);
    this.#kept.set(keyOf(kept), kept);
    this.#timer ??= setInterval(() => void this.#renewKept(), this.#times.renewMs).unref();
    return {
      lost: kept.lost.signal,
      stop: () => void this.#forget(kept),
      release: async () => {
        // After a loss, this process may have acquired the lease again. The new lease must stay.
        if (this.#forget(kept)) await this.release(kind, [id]);
      },
    };
  }

  countLost(kind: LeaseKind, count: number): void {
    this.lost.counts.set(kind, (this.lost.counts.get(kind) ?? 0) + count);
  }

  #until(): string {
    return `${this.#now} + ${this.#times.leaseMs}`;
  }

  async #renewKept(): Promise<void> {
    const byKind = Map.groupBy([...this.#kept.values()], ({ kind }) => kind);
    for (const [kind, all] of byKind) {
      const ids = all.map(({ id }) => id);
      // If the database cannot be reached, the next round renews the leases.
      const renewed = await this.renew(kind, ids).catch(() => ids);
      this.#lose(all.filter((kept) => !renewed.includes(kept.id)));
    }
  }

  #lose(kept: readonly Kept[]): void {
    for (const each of kept) {
      // A lease that was released in the meantime was not lost.
      if (!this.#forget(each)) continue;
      this.countLost(each.kind, 1);
      each.lost.abort();
    }
  }

  /** Returns false if the renewal had already ended. */
  #forget(kept: Kept): boolean {
    const key = keyOf(kept);
    if (this.#kept.get(key) !== kept) return false;
    this.#kept.delete(key);
    if (this.#kept.size > 0) return true;
    clearInterval(this.#timer);
    this.#timer = undefined;
    return true;
  }
}

const keyOf = ({ kind, id }: Kept): string => `${kind} ${id}`;

/** SQL for the time in ms since 1970 by the database's clock. Leases expire by this clock. */
export const clocks: Record<Store['engine'], string> = {
  postgres: 'floor(extract(epoch from clock_timestamp()) * 1000)::bigint',
  sqlite: `cast(round(unixepoch('subsec') * 1000) as integer)`,
};

const placeholders = (values: readonly unknown[], from: number): string =>
  values.map((_, index) => `$${from + index}`).join(', ') || "''";
