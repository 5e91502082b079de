import type { LookupAddress } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { withTimeout } from '../../../platform/deadline.ts';
import { shareCalls } from '../../../platform/share-calls.ts';
import { HostsFile } from './hosts-file.ts';

/*
 * Resolves a receiver's name with this machine's hosts file, then with the DNS through c-ares.
 *
 * Not with `dns.lookup`: it occupies one of libuv's four threads until the DNS responds or times out, which takes 10 s or
 * more. Four names with silent servers would block every other name, and files and password hashes too. Here a silent
 * name costs only packets, and there can be as many lookups as requests. The price: search domains, mDNS and other
 * sources of the C library are not used, so a receiver's name must be written in full.
 */

export type LookUp = (hostname: string) => Promise<LookupAddress[]>;

/** The limit of a query in ms. An address of the other family may have arrived by then. */
const queryTimeoutMs = 5000;
/** A packet is sent again after this many ms. c-ares then ignores a response to the previous one (measured). */
const packetTimeoutMs = 2000;
/** A resolver reads the system's servers when it is created, so a new one is created after this many ms. */
const resolverLifeMs = 60_000;

/** `servers` as `address` or `address:port`; the system's when there are none. */
export function nameLookup(servers: readonly string[] = []): LookUp {
  const hosts = new HostsFile();
  const ask = askDns(servers);
  return shareCalls(async (hostname) => {
    const name = hostname.toLowerCase().replace(/\.$/, '');
    const known = isIP(name) ? [name] : hosts.find(name);
    if (known.length > 0) return known.map(withFamily);
    // Never looked up in the DNS, which may return anything (RFC 6761).
    if (/(^|\.)localhost$/.test(name)) return ['127.0.0.1', '::1'].map(withFamily);
    return ask(name);
  });
}

const withFamily = (address: string): LookupAddress => ({ address, family: isIP(address) });

function askDns(servers: readonly string[]): LookUp {
  let resolver: Resolver;
  let madeAt = Number.NEGATIVE_INFINITY;
  return async (name) => {
    if (performance.now() - madeAt > resolverLifeMs) {
      resolver = new Resolver({ timeout: packetTimeoutMs, tries: 3 });
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

/** When one family has no address, the other one's error is the reason. */
const reasonOf = (four: PromiseRejectedResult, six: PromiseRejectedResult): unknown =>
  four.reason.code === 'ENODATA' ? six.reason : four.reason;

const inTime = <Result>(work: Promise<Result>): Promise<Result> =>
  withTimeout(work, queryTimeoutMs, () => {
    throw Object.assign(new Error('The DNS did not respond in time.'), { code: 'ETIMEOUT' });
  });
