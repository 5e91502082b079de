import type { Endpoint } from '../../domain/endpoint.ts';
import type { AddressGuard } from './address-guard.ts';
import { Connector } from './connector.ts';
import type { Egress } from './egress.ts';
import { Pool } from './pool.ts';

const sweepInterval = 15_000;
/** A pool that nothing was sent through for so long is closed. */
const idleLimit = 60_000;

type PoolKey = Pick<Endpoint, 'id' | 'origin' | 'tls' | 'updatedAt'>;

/** Keep-alive connections, one pool for each origin; endpoints with TLS settings of their own have their own. */
export class Pools {
  readonly #connector: Connector;
  readonly #pools = new Map<string, { pool: Pool; usedAt: number }>();
  readonly #sweeper: NodeJS.Timeout;

  constructor(guard: AddressGuard, egress: Egress) {
    this.#connector = new Connector(guard, egress);
    this.#sweeper = setInterval(() => this.#sweep(), sweepInterval).unref();
  }

  of(endpoint: PoolKey): Pool {
    const now = performance.now();
    const key = endpoint.tls ? `${endpoint.origin} ${endpoint.id} ${endpoint.updatedAt}` : endpoint.origin;
    let entry = this.#pools.get(key);
    if (!entry) {
      entry = { pool: new Pool(this.#connector.to(endpoint.origin, endpoint.tls)), usedAt: now };
      this.#pools.set(key, entry);
    }
    entry.usedAt = now;
    return entry.pool;
  }

  /** Breaks off what is under way. */
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
