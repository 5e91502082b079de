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
 * Lists the addresses from which requests are sent, so that receivers can permit them. A NAT may change an address, so
 * the list can be compared with what an outside server sees.
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
    // A process that died on this machine may have used other addresses.
    await removeEgress(this.#services.store, isKnownDead).catch((error) => this.#logError(error));
    await this.#list();
    this.#timers = [setInterval(() => void this.#list(), renewMs).unref()];
    if (this.#services.config.egressCheckUrl === null) return;
    this.#timers.push(setInterval(() => void this.check(), checkMs).unref());
    void this.check();
  }

  /** The addresses stay listed until they expire, because the next process on this machine may use them. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#timers) clearInterval(timer);
    retireProcessId(this.#services.processId);
    await this.#pools.close();
  }

  /** Stores whether the echo server saw a listed address. */
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

/** If a proxy is used, receivers do not see the bound address. */
function publishedAddresses({
  egressPublished,
  egressAddress,
  egressProxy,
}: Pick<Config, 'egressPublished' | 'egressAddress' | 'egressProxy'>): readonly string[] {
  if (egressPublished.length > 0) return egressPublished;
  return egressAddress === null || egressProxy !== null ? [] : [egressAddress];
}

/** `published` is an address or a CIDR range. */
function holds(published: string, address: string): boolean {
  const seen = ipaddr.parse(address);
  if (!published.includes('/')) return ipaddr.process(published).toString() === seen.toString();
  const [range, bits] = ipaddr.parseCIDR(published);
  return range.kind() === seen.kind() && seen.match(range, bits);
}
