import { networkInterfaces } from 'node:os';
import { isLoopbackHost } from '@winkwire/server/platform/loopback';

/**
 * Addresses at which other machines can reach a server that listens on `host`. If the server listens on all interfaces,
 * these are the IPv4 addresses of the external interfaces in `interfaces`, and for `::` also their IPv6 addresses that
 * are not link-local. Empty if `host` is a loopback address, which other machines cannot reach.
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
