import ipaddr from 'ipaddr.js';
import type { Registry } from 'prom-client';
import type { Config } from '../../config.ts';
import { registerEgress, removeEgress } from '../../domain/egress.ts';
import { exposeGauge } from '../../metrics/expose.ts';
import { isKnownDead, retireProcessId } from '../../platform/process-id.ts';
import type { Services } from '../../platform/services.ts';
import { AddressGuard } from './address-guard.ts';
import { askEcho } from './ask-echo.ts';
import { Pools } from './pools.ts';
import { egressOf, guardPolicy } from './way-out.ts';

/*
 * What receivers are told of where this process's requests come from.
 *
 * 1. It is written to the database, so that any process that answers `GET /v1/egress` knows of all that deliver.
 * 2. A bound address or a proxy's own is not always what receivers see: there may be a NAT. Where the operator names
 *    a server that echoes addresses, it is asked through the very way out, at the start and now and then.
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
      help: 'Whether a server outside saw us come from a published address: 1 or 0; NaN when none was asked or answered.',
      read: () => (this.#verified === null ? Number.NaN : Number(this.#verified)),
    });
  }

  async start(): Promise<void> {
    // Of this machine's last process, which may have left from elsewhere.
    await removeEgress(this.#services.store, isKnownDead).catch((error) => this.#complain(error));
    await this.#list();
    this.#timers = [setInterval(() => void this.#list(), renewMs).unref()];
    if (this.#services.config.egressCheckUrl === null) return;
    this.#timers.push(setInterval(() => void this.check(), checkMs).unref());
    void this.check();
  }

  /** It stays listed for a while: another process may begin where this one ends. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#timers) clearInterval(timer);
    retireProcessId(this.#services.processId);
    await this.#pools.close();
  }

  /** Asks the echo, and lists what came of it. */
  async check(): Promise<void> {
    this.#verified = await this.#verify();
    await this.#list();
  }

  async #verify(): Promise<boolean | null> {
    const { config, log } = this.#services;
    const published = this.#addresses;
    try {
      const seen = await askEcho(config.egressCheckUrl!, this.#pools);
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
    await registerEgress(store, listed, now()).catch((error) => this.#complain(error));
  }

  #complain(error: unknown): void {
    if (!this.#closed) this.#services.log.warn({ err: error }, 'egress.not-listed');
  }
}

/** What the operator says that receivers see; else the address that we bind, unless a proxy's takes its place. */
function publishedAddresses({
  egressPublished,
  egressAddress,
  egressProxy,
}: Pick<Config, 'egressPublished' | 'egressAddress' | 'egressProxy'>): readonly string[] {
  if (egressPublished.length > 0) return egressPublished;
  return egressAddress === null || egressProxy !== null ? [] : [egressAddress];
}

/** Whether an address is the one, or in the CIDR range, that is published. */
function holds(published: string, address: string): boolean {
  const seen = ipaddr.parse(address);
  if (!published.includes('/')) return ipaddr.process(published).toString() === seen.toString();
  const [range, bits] = ipaddr.parseCIDR(published);
  return range.kind() === seen.kind() && seen.match(range, bits);
}
