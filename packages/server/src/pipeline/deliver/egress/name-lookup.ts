import type { LookupAddress } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { withTimeout } from '../../../platform/deadline.ts';
import { shareCalls } from '../../../platform/share-calls.ts';
import { HostsFile } from './hosts-file.ts';

/*
 * Resolves a receiver's name with this machine's hosts file, then with the DNS through c-ares.
 *
 * `dns.lookup` is not used, because it occupies one of libuv's four threads until the DNS responds or times out, which
 * takes 10 s or more. Four names whose DNS servers do not respond would block all other lookups, file operations and
 * password hashes. A lookup with c-ares occupies no thread, so there can be as many lookups as requests. The
 * disadvantage is that search domains, mDNS and other sources of the C library are not used: a receiver's name must be
 * written in full.
 */

export type LookUp = (hostname: string) => Promise<LookupAddress[]>;

/**
 * The timeout of one DNS query, in ms. For each name, one query for IPv4 and one for IPv6 are sent. If only one of them
 * gets a response in time, the addresses of that response are used.
 */
const queryTimeoutMs = 5000;
/**
 * A query without a response is sent again after this many ms. After that, c-ares ignores a response to the first
 * packet, as a measurement has shown.
 */
const packetTimeoutMs = 2000;
/** A resolver reads the system's servers only when it is created, so it is replaced after this many ms. */
const resolverLifeMs = 60_000;

/** `servers` are written as `address` or `address:port`. If there are none, the system's servers are used. */
export function nameLookup(servers: readonly string[] = []): LookUp {
  const hosts = new HostsFile();
  const ask = askDns(servers);
  return shareCalls(async (hostname) => {
    const name = hostname.toLowerCase().replace(/\.$/, '');
    const known = isIP(name) ? [name] : hosts.find(name);
    if (known.length > 0) return known.map(withFamily);
    // `localhost` and the names below it are never looked up in the DNS, which could return any address (RFC
    // 6761).
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

/** ENODATA only means that the name has no IPv4 address, so the error of the IPv6 query says more. */
const reasonOf = (four: PromiseRejectedResult, six: PromiseRejectedResult): unknown =>
  four.reason.code === 'ENODATA' ? six.reason : four.reason;

const inTime = <Result>(work: Promise<Result>): Promise<Result> =>
  withTimeout(work, queryTimeoutMs, () => {
    throw Object.assign(new Error('The DNS did not respond in time.'), { code: 'ETIMEOUT' });
  });
