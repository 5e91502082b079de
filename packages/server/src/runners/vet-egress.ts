import { createServer, isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { Config } from '../config.ts';
import { ConfigError } from '../platform/config-error.ts';
import { settings } from '../settings.ts';

const proxySchemes = /^(https?|socks5):$/;

/** Throws {@link ConfigError} for an egress with which every request would fail. */
export async function vetEgress(config: Config): Promise<void> {
  const { egressAddress, egressProxy, roles } = config;
  if (!roles.includes('deliver')) return;
  if (egressProxy !== null && !proxySchemes.test(URL.parse(egressProxy)?.protocol ?? '')) {
    throw new ConfigError(
      `${settings.egressProxy.variable} (--${settings.egressProxy.flag}) has to begin with http://, https:// or socks5://.`,
    );
  }
  if (egressAddress !== null && !(isOne(egressAddress) && (await isOurs(egressAddress)))) {
    throw new ConfigError(
      `${settings.egressAddress.variable} (--${settings.egressAddress.flag}) has to be a single IP address of this machine. ${egressAddress} is not one.`,
    );
  }
}

/** Names are refused, because the address may be published and must not change. `0.0.0.0` means every address. */
const isOne = (address: string): boolean =>
  isIP(address) !== 0 && ipaddr.process(address).range() !== 'unspecified';

/** Whether the address belongs to this machine, so that a socket can be bound to it. */
function isOurs(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(0, address, () => server.close(() => resolve(true)));
  });
}
