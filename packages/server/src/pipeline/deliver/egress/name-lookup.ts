import type { LookupAddress } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { withTimeout } from '../../../platform/deadline.ts';
import { HostsFile } from './hosts-file.ts';
import { shared } from './shared.ts';

/*
 * How a receiver's name becomes addresses: this machine's hosts file, then the DNS, asked by c-ares.
 *
 * Not `dns.lookup`. It holds one of libuv's four threads until the DNS answers or is given up, 10 s and more, so four
 * names whose servers are silent keep every other name waiting, and files and password hashes with them. Here a
 * silent name costs packets, and as many may be under way as requests are. What is given up for it: search domains,
 * mDNS and other sources of the C library, so a receiver's name is written in full.
 */

export type LookUp = (hostname: string) => Promise<LookupAddress[]>;

/** What has not been answered by then is not waited for; an address of the other family may have come. */
const patience = 5000;
/** A packet is sent anew after so long; c-ares then no longer hears an answer to the one before (measured). */
const perPacket = 2000;
/** The system's servers are read when a resolver is made, so it is made anew after so long. */
const resolverLives = 60_000;

/** `servers` as `address` or `address:port`; the system's when there are none. */
export function nameLookup(servers: readonly string[] = []): LookUp {
  const hosts = new HostsFile();
  const ask = askDns(servers);
  return shared(async (hostname) => {
    const name = hostname.toLowerCase().replace(/\.$/, '');
    const known = isIP(name) ? [name] : hosts.find(name);
    if (known.length > 0) return known.map(withFamily);
    // Never asked of the DNS, which may say anything (RFC 6761).
    if (/(^|\.)localhost$/.test(name)) return ['127.0.0.1', '::1'].map(withFamily);
    return ask(name);
  });
}

const withFamily = (address: string): LookupAddress => ({ address, family: isIP(address) });

function askDns(servers: readonly string[]): LookUp {
  let resolver: Resolver;
  let madeAt = Number.NEGATIVE_INFINITY;
  return async (name) => {
    if (performance.now() - madeAt > resolverLives) {
      resolver = new Resolver({ timeout: perPacket, tries: 3 });
      if (servers.length > 0) resolver.setServers(servers);
      madeAt = performance.now();
    }
    const [four, six] = await Promise.allSettled([
      inTime(resolver.resolve4(name)),
      inTime(resolver.resolve6(name)),
    ]);
    const addresses = [four, six].flatMap((family) => (family.status === 'fulfilled' ? family.value : []));
    if (addresses.length > 0) return addresses.map(withFamily);
    throw reasonOf(four as PromiseRejectedResult, six as PromiseRejectedResult);
  };
}

/** That a name has no address of one kind says nothing while the other kind is not known. */
const reasonOf = (four: PromiseRejectedResult, six: PromiseRejectedResult): unknown =>
  four.reason.code === 'ENODATA' ? six.reason : four.reason;

const inTime = <Result>(work: Promise<Result>): Promise<Result> =>
  withTimeout(work, patience, () => {
    throw Object.assign(new Error('The DNS did not answer in time.'), { code: 'ETIMEOUT' });
  });
