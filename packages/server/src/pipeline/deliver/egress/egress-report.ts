// biome-ignore-all lint/style/noNonNullAssertion: the echo server is queried only if its URL is configured
import ipaddr from 'ipaddr.js';
import type { Registry } from 'prom-client';
import type { Config } from '../../../config.ts';
import { registerEgress, removeEgress } from '../../../domain/egress.ts';
import { exposeGauge } from '../../../metrics/expose.ts';
import { isKnownDead, retireProcessId } from '../../../platform/process-id.ts';
import type { Services } from '../../../platform/services.ts';
import { AddressGuard } from './address-guard.ts';
import { egressOf, guardPolicy } from './egress-config.ts';
import { Pools } from './pools.ts';
import { requestEcho } from './request-echo.ts';

/*
 * Lists the addresses that this process's requests come from, so that receivers can permit these addresses.
 *
 * 1. The addresses are stored in the database, so that every process can list those of all delivering processes in
 *    `GET /v1/egress`.
 * 2. A NAT may replace the bound address or the address of the proxy. If the operator configures a server that echoes
 *    addresses, that server is queried through the same egress, at the start and every ten minutes. The address that it
 *    returns is compared with the listed ones.
 */

const renewMs = 60_000;
const checkMs = 10 * 60_000;

export class EgressReport {
  readonly #services: Pick<Services, 'config' | 'log' | 'now' | 'processId' | 'store'>;
  readonly #addresses: readonly string[];
  readonly #pools: Pools;
  #verified: boolean | null = null;
  #timers: NodeJS.Timeout[] = [];
  #closed = false;

  constructor({
    metrics,
    ...services
  }: Pick<Services, 'config' | 'log' | 'now' | 'processId' | 'store'> & { metrics: Registry }) {
    const { config } = services;
    this.#services = services;
    this.#addresses = publishedAddresses(config);
    this.#pools = new Pools(new AddressGuard(guardPolicy(config)), egressOf(config));
    exposeGauge(metrics, {
      name: 'winkwire_egress_verified',
      help: '1 if a request of this process reached an outside server from a published address, 0 if it came from another address. NaN if this is not known.',
      read: () => (this.#verified === null ? Number.NaN : Number(this.#verified)),
    });
  }

  async start(): Promise<void> {
    // Removes the stored addresses of processes that are known to be dead, such as the previous process on this
    // machine. The requests of that process may have come from other addresses than those of this process.
    await removeEgress(this.#services.store, isKnownDead).catch((error) => this.#logError(error));
    await this.#list();
    this.#timers = [setInterval(() => void this.#list(), renewMs).unref()];
    if (this.#services.config.egressCheckUrl === null) return;
    this.#timers.push(setInterval(() => void this.check(), checkMs).unref());
    void this.check();
  }

  /**
   * Stops the report. The addresses stay listed, because the next process on this machine may use the same ones. They
   * are removed when that process starts, or when they expire.
   */
  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#timers) clearInterval(timer);
    retireProcessId(this.#services.processId);
    await this.#pools.close();
  }

  /** Queries the echo server, and stores whether the request came from a listed address. */
  async check(): Promise<void> {
    this.#verified = await this.#verify();
    await this.#list();
  }

  async #verify(): Promise<boolean | null> {
    const { config, log } = this.#services;
    const published = this.#addresses;
    try {
      const seen = await requestEcho(config.egressCheckUrl!, this.#pools);
      const verified = published.length === 0 ? null : published.some((range) => holds(range, seen));
      if (verified === false) log.error({ seen, published }, 'egress.not-as-published');
      else log.info({ seen, published }, 'egress.checked');
      return verified;
    } catch (error) {
      if (!this.#closed) log.warn({ err: error }, 'egress.not-checked');
      return null;
    }
  }

  async #list(): Promise<void> {
    if (this.#closed) return;
    const { config, now, processId, store } = this.#services;
    const proxy = config.egressProxy !== null;
    const listed = { node: processId, addresses: this.#addresses, proxy, verified: this.#verified };
    await registerEgress(store, listed, now()).catch((error) => this.#logError(error));
  }

  #logError(error: unknown): void {
    if (!this.#closed) this.#services.log.warn({ err: error }, 'egress.not-listed');
  }
}

/**
 * The addresses to list. The bound address is not one of them if a proxy is used, because receivers then do not see it.
 */
function publishedAddresses({
  egressPublished,
  egressAddress,
  egressProxy,
}: Pick<Config, 'egressPublished' | 'egressAddress' | 'egressProxy'>): readonly string[] {
  if (egressPublished.length > 0) return egressPublished;
  return egressAddress === null || egressProxy !== null ? [] : [egressAddress];
}

/** Whether `published`, an address or CIDR range, includes `address`. */
function holds(published: string, address: string): boolean {
  const seen = ipaddr.parse(address);
  if (!published.includes('/')) return ipaddr.process(published).toString() === seen.toString();
  const [range, bits] = ipaddr.parseCIDR(published);
  return range.kind() === seen.kind() && seen.match(range, bits);
}
