import type { Endpoint } from '../../../domain/endpoint.ts';
import { Pool } from '../http/http-client.ts';
import type { AddressGuard } from './address-guard.ts';
import { Dialer } from './dialer.ts';
import type { Egress } from './egress.ts';

const sweepInterval = 15_000;
/** A pool is closed when it has not been used for this many ms. */
const idleLimit = 60_000;

type PoolKey = Pick<Endpoint, 'id' | 'origin' | 'tls' | 'updatedAt'>;

/** One pool for each origin, and one for each endpoint with TLS settings of its own. */
export class Pools {
  readonly #dialer: Dialer;
  readonly #pools = new Map<string, { pool: Pool; usedAt: number }>();
  readonly #sweeper: NodeJS.Timeout;

  constructor(guard: AddressGuard, egress: Egress) {
    this.#dialer = new Dialer(guard, egress);
    this.#sweeper = setInterval(() => this.#sweep(), sweepInterval).unref();
  }

  of(endpoint: PoolKey): Pool {
    const now = performance.now();
    const key = endpoint.tls ? `${endpoint.origin} ${endpoint.id} ${endpoint.updatedAt}` : endpoint.origin;
    let entry = this.#pools.get(key);
    if (!entry) {
      entry = { pool: new Pool(this.#dialer.to(endpoint.origin, endpoint.tls)), usedAt: now };
      this.#pools.set(key, entry);
    }
    entry.usedAt = now;
    return entry.pool;
  }

  /** Also aborts the requests in flight. */
  close(): void {
    clearInterval(this.#sweeper);
    for (const { pool } of this.#pools.values()) pool.destroy();
    this.#pools.clear();
  }

  #sweep(): void {
    const now = performance.now();
    for (const [key, { pool, usedAt }] of this.#pools) {
      pool.sweep(now);
      if (usedAt > now - idleLimit) continue;
      this.#pools.delete(key);
      pool.close();
    }
  }
}
