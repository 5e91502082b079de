import type { Config } from '../config.ts';
import { AddressGuard } from '../pipeline/deliver/egress/address-guard.ts';
import { egressOf, guardPolicy } from '../pipeline/deliver/egress/egress-config.ts';
import { Pools } from '../pipeline/deliver/egress/pools.ts';
import { NoAddressReturned, requestEcho } from '../pipeline/deliver/egress/request-echo.ts';
import { ConfigError } from '../platform/config-error.ts';
import { vetEgress } from '../runners/vet-egress.ts';
import { failed, ok, type Result, skipped } from './finding.ts';

/** The address that an outside server sees when a request uses the egress of webhooks. */
export async function checkEgress(config: Config): Promise<Result> {
  try {
    await vetEgress(config);
  } catch (error) {
    if (error instanceof ConfigError) return failed('The egress cannot work.', error.message);
    throw error;
  }
  const { egressCheckUrl, egressPublished } = config;
  if (egressCheckUrl === null) {
    return skipped(
      'WINKWIRE_EGRESS_CHECK_URL is not set. It names a server that returns the address of its caller.',
    );
  }
  const pools = new Pools(new AddressGuard(guardPolicy(config)), egressOf(config));
  try {
    const seen = await requestEcho(egressCheckUrl, pools);
    const published = egressPublished.length > 0 ? egressPublished.join(', ') : 'no address';
    return ok(`Receivers see ${seen}. Published: ${published}.`);
  } catch (error) {
    const { message } = error as Error;
    if (error instanceof NoAddressReturned) {
      return failed(
        `${egressCheckUrl} did not return the address of its caller: ${message}`,
        "Set WINKWIRE_EGRESS_CHECK_URL to a server that returns its caller's address with status 200. The egress of webhooks works.",
      );
    }
    return failed(
      `${egressCheckUrl} was not reached through the egress of webhooks: ${message}`,
      'Check the firewall, the egress proxy and DNS. Webhooks are sent over the same network path, so they probably fail too.',
    );
  } finally {
    await pools.close();
  }
}
