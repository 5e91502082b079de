import { networkInterfaces } from 'node:os';
import { isLoopbackHost } from '@winkwire/server/platform/loopback';

/**
 * Addresses at which other machines can reach a server that listens on `host`. If the server listens on all
 * interfaces, these are its IPv4 addresses. Empty if `host` is a loopback address, which other machines cannot
 * reach.
 */
export function exposedAddresses(host: string, url: string): string[] {
  if (isLoopbackHost(host)) return [];
  const { port } = new URL(url);
  return hostsOf(host).map((name) => `http://${name.includes(':') ? `[${name}]` : name}:${port}`);
}

function hostsOf(host: string): string[] {
  if (host !== '0.0.0.0' && host !== '::') return [host];
  const own = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address);
  return own.length > 0 ? own : [host];
}
