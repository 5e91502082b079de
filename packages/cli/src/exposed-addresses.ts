import { networkInterfaces } from 'node:os';
import { isLoopbackHost } from '@winkwire/server/platform/loopback';

/** The URLs at which other machines reach a server on `host`. `0.0.0.0` and `::` stand for all external addresses. */
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

/** For a link-local address, a browser also needs the name of a network interface. */
const isLinkLocal = (address: string): boolean => /^fe[89ab]/i.test(address);
