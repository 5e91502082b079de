import type { LookupFunction } from 'node:net';
import { buildConnector, type Dispatcher, Pool } from 'undici';
import type { AddressGuard } from './address-guard.ts';
import type { Egress } from './egress.ts';
import type { Endpoint, TlsSettings } from './endpoint.ts';
import { openTunnel } from './proxy-tunnel.ts';

const connectTimeout = 10_000;
/** A pool that nothing was sent through for so long is closed. */
const idleLimit = 60_000;

/** Keep-alive connections, one pool for each origin; endpoints with TLS settings of their own have their own. */
export class Pools {
  readonly #guard: AddressGuard;
  readonly #egress: Egress;
  readonly #pools = new Map<string, { pool: Dispatcher; usedAt: number }>();
  readonly #sweep: NodeJS.Timeout;

  constructor(guard: AddressGuard, egress: Egress) {
    this.#guard = guard;
    this.#egress = egress;
    this.#sweep = setInterval(() => this.#closeIdle(), idleLimit / 4).unref();
  }

  of(endpoint: Endpoint): Dispatcher {
    const now = performance.now();
    const key = endpoint.tls ? `${endpoint.origin} ${endpoint.id} ${endpoint.updatedAt}` : endpoint.origin;
    let entry = this.#pools.get(key);
    if (!entry) {
      entry = { pool: this.#open(endpoint), usedAt: now };
      this.#pools.set(key, entry);
    }
    entry.usedAt = now;
    return entry.pool;
  }

  async close(): Promise<void> {
    clearInterval(this.#sweep);
    await Promise.allSettled([...this.#pools.values()].map(({ pool }) => pool.destroy()));
    this.#pools.clear();
  }

  #open({ origin, tls }: Endpoint): Dispatcher {
    return new Pool(origin, {
      pipelining: 1,
      allowH2: false,
      // The sender keeps its own deadline over the whole exchange.
      headersTimeout: 0,
      bodyTimeout: 0,
      maxHeaderSize: 16_384,
      connect: this.#connector(tls),
      // Here and not in the connector, whose own is overruled by this one, also when this one is absent.
      ...(this.#egress.address ? { localAddress: this.#egress.address } : {}),
    });
  }

  #connector(tls: TlsSettings | undefined): buildConnector.connector {
    const { proxy } = this.#egress;
    const connect = buildConnector({
      timeout: connectTimeout,
      allowH2: false,
      lookup: this.#lookup(),
      ...(tls ? { ca: tls.ca, cert: tls.certificate, key: tls.key } : {}),
    });
    return proxy ? this.#throughProxy(proxy, connect) : connect;
  }

  #throughProxy(proxy: string, connectTls: buildConnector.connector): buildConnector.connector {
    return (options, callback) => {
      const { hostname, protocol, port } = options;
      const secure = protocol === 'https:';
      this.#guard
        .resolve(hostname.replace(/^\[|\]$/g, ''))
        .then(([first]) =>
          openTunnel(
            { ...this.#egress, proxy },
            { address: first!.address, port: Number(port) || (secure ? 443 : 80) },
          ),
        )
        .then(
          (socket) => {
            if (secure) connectTls({ ...options, httpSocket: socket }, callback);
            else callback(null, socket);
          },
          (error) => callback(error, null),
        );
    };
  }

  /** Vets every address of a name; the socket then connects to one of those and to nothing else. */
  #lookup(): LookupFunction {
    return (hostname, options, callback) => {
      this.#guard.resolve(hostname).then(
        (addresses) => {
          if (options.all) callback(null, addresses);
          else callback(null, addresses[0]!.address, addresses[0]!.family);
        },
        (error) => callback(error, []),
      );
    };
  }

  #closeIdle(): void {
    const before = performance.now() - idleLimit;
    for (const [key, { pool, usedAt }] of this.#pools) {
      if (usedAt > before) continue;
      this.#pools.delete(key);
      // Graceful: what is under way ends first.
      void pool.close();
    }
  }
}
