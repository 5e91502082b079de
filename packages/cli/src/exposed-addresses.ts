import { networkInterfaces } from 'node:os';
import { isLoopbackHost } from '@winkwire/server/platform/loopback';

/**
 * The URLs at which other machines can reach a server that listens on `host`. Empty if `host` is a loopback address. If
 * `host` is `0.0.0.0`, they contain the IPv4 addresses of the external interfaces in `interfaces`. If `host` is `::`,
 * they contain the IPv6 addresses of these interfaces too, but not the link-local ones.
 */
export function exposedAddresses(host: string, url: string, interfaces = networkInterfaces()): string[] {
  if (isLoopbackHost(host)) return [];
  const { port } = new URL(url);
  return hostsOf(host, interfaces).map((name) => `http://${name.includes(':') ? `[${name}]` : name}:${port}`);
}

function hostsOf(host: string, interfaces: ReturnType<typeof networkInterfaces>): string[] {
  if (host !== '0.0.0.0' && host !== '::') return [host];
  const own = Object.values(interfaces)
    .flatMap((list) => list ?? [])
    .filter(({ internal, family }) => !internal && (family === 'IPv4' || host === '::'))
    .map(({ address }) => address)
    .filter((address) => !isLinkLocal(address));
  return own.length > 0 ? own : [host];
}

/**
 * Whether an IPv6 address is link-local. A browser needs the name of a network interface in addition to such an
 * address.
 */
const isLinkLocal = (address: string): boolean => /^fe[89ab]/i.test(address);
