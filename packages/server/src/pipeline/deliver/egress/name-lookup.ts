import type { LookupAddress } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { withTimeout } from '../../../platform/deadline.ts';
import { shareCalls } from '../../../platform/share-calls.ts';
import { HostsFile } from './hosts-file.ts';

/*
 * Looks names up in the hosts file and then in the DNS, through c-ares, which has no search domains: names must be
 * complete. `dns.lookup` could block file operations and password hashes, because a slow DNS would occupy one of
 * libuv's four threads for 10 s or more.
 */

export type LookUp = (hostname: string) => Promise<LookupAddress[]>;

/**
 * In ms. IPv4 and IPv6 have a query each. If only one of the queries gets a response in time, its addresses are used.
 */
const queryTimeoutMs = 5000;
/**
 * After this many ms, a query is sent again. We have measured that c-ares then ignores a response to the first packet.
 */
const packetTimeoutMs = 2000;
/** In ms. A resolver reads the system's servers only when it is created, so it must be replaced. */
const resolverLifeMs = 60_000;

/** `servers` are written as `address` or `address:port`. If there are none, the system's servers are used. */
export function nameLookup(servers: readonly string[] = []): LookUp {
  const hosts = new HostsFile();
  const ask = askDns(servers);
  return shareCalls(async (hostname) => {
    const name = hostname.toLowerCase().replace(/\.$/, '');
    const known = isIP(name) ? [name] : hosts.find(name);
    if (known.length > 0) return known.map(withFamily);
    // `localhost` is never looked up in the DNS, which could return any address (RFC 6761).
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

/** ENODATA only means that the name has no IPv4 address. The error of the IPv6 query says more. */
const reasonOf = (four: PromiseRejectedResult, six: PromiseRejectedResult): unknown =>
  four.reason.code === 'ENODATA' ? six.reason : four.reason;

const inTime = <Result>(work: Promise<Result>): Promise<Result> =>
  withTimeout(work, queryTimeoutMs, () => {
    throw Object.assign(new Error('The DNS did not respond in time.'), { code: 'ETIMEOUT' });
  });
