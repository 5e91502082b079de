import type { LookupAddress } from 'node:dns';
import { isIP, type Socket } from 'node:net';
import { buildConnector, type Dispatcher, Pool } from 'undici';
import type { AddressGuard } from './address-guard.ts';
import { classifyError } from './classify-error.ts';
import { type Egress, EgressFailed, NoCommonFamily } from './egress.ts';
import type { Endpoint, TlsSettings } from './endpoint.ts';
import { lookupBy, openSocket } from './open-socket.ts';
import { openTunnel, type Target } from './proxy-tunnel.ts';

const connectTimeout = 10_000;
/** A pool that nothing was sent through for so long is closed. */
const idleLimit = 60_000;
/** Of a name with more, the first ones are tried. */
const addressLimit = 4;

type PoolKey = Pick<Endpoint, 'id' | 'origin' | 'tls' | 'updatedAt'>;

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

  of(endpoint: PoolKey): Dispatcher {
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

  #open({ origin, tls }: PoolKey): Dispatcher {
    return new Pool(origin, {
      pipelining: 1,
      allowH2: false,
      // The sender keeps its own deadline over the whole exchange.
      headersTimeout: 0,
      bodyTimeout: 0,
      maxHeaderSize: 16_384,
      connect: this.#connector(tls),
    });
  }

  #connector(tls: TlsSettings | undefined): buildConnector.connector {
    const { address, proxy, failed } = this.#egress;
    const connect = buildConnector({
      timeout: connectTimeout,
      allowH2: false,
      // Vets every address of a name; the socket then connects to one of those and to nothing else.
      lookup: lookupBy((hostname) => this.#guard.resolve(hostname)),
      // Node gives each address of several 250 ms, too little for another continent.
      autoSelectFamilyAttemptTimeout: 2500,
      ...(tls ? { ca: tls.ca, cert: tls.certificate, key: tls.key } : {}),
    });
    const leave = address || proxy ? this.#byTheWayOut(connect) : connect;
    return (options, callback) =>
      leave(options, (...[error, socket]) => {
        if (socket) return callback(null, socket);
        if (classifyError(error!) === 'PROXY_FAILED') failed?.(error!);
        callback(error!, null);
      });
  }

  #byTheWayOut(connectTls: buildConnector.connector): buildConnector.connector {
    return (options, callback) => {
      const secure = options.protocol === 'https:';
      this.#reach(options.hostname.replace(/^\[|\]$/g, ''), Number(options.port) || (secure ? 443 : 80)).then(
        (socket) => {
          if (secure) connectTls({ ...options, httpSocket: socket }, callback);
          else callback(null, socket);
        },
        (error) => callback(error, null),
      );
    };
  }

  /** One vetted address after the other, until one is reached: with a `localAddress` Node tries the first alone. */
  async #reach(hostname: string, port: number): Promise<Socket> {
    const addresses = this.#reachable(await this.#guard.resolve(hostname)).slice(0, addressLimit);
    const patience = connectTimeout / addresses.length;
    let failure: unknown;
    for (const { address } of addresses) {
      try {
        return await this.#connect({ address, port }, patience);
      } catch (error) {
        // Another address leaves by the same way.
        if (error instanceof EgressFailed) throw error;
        failure = error;
      }
    }
    throw failure;
  }

  #connect({ address, port }: Target, timeoutMs: number): Promise<Socket> {
    const { address: localAddress, proxy } = this.#egress;
    if (proxy) return openTunnel({ ...this.#egress, proxy }, { address, port }, timeoutMs);
    return openSocket({ host: address, port, localAddress }, timeoutMs);
  }

  /** From an IPv4 address only IPv4 ones can be reached; which a proxy can reach, it says itself. */
  #reachable(addresses: readonly LookupAddress[]): readonly LookupAddress[] {
    const { address, proxy } = this.#egress;
    if (proxy || !address) return addresses;
    const own = isIP(address);
    const reachable = addresses.filter(({ family }) => family === own);
    if (reachable.length > 0) return reachable;
    throw new NoCommonFamily(`The receiver has no IPv${own} address, and webhooks leave from one.`);
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
