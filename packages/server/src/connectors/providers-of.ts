import type { Mode } from '@winkwire/contract/modes';
import { AddressGuard } from '../pipeline/deliver/egress/address-guard.ts';
import { guardPolicy } from '../pipeline/deliver/egress/egress-config.ts';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';
import { createOpenIdConnector } from './openid/openid-connector.ts';
import { readProviders } from './openid/read-providers.ts';
import { sandboxClient, sandboxIssuerPath } from './openid/sandbox-client.ts';
import type { ProviderEntry } from './provider-entry.ts';
import { sandboxProviders } from './sandbox/catalogue.ts';
import { createSandboxConnector } from './sandbox/sandbox-connector.ts';

const catalogues = new WeakMap<Services, Record<Mode, ProviderEntry[]>>();

/** Invented providers in the mode `SANDBOX`, and the operator's own in `PRODUCTION`. */
export function providersOf(services: Services, { mode }: Pick<Caller, 'mode'>): readonly ProviderEntry[] {
  let catalogue = catalogues.get(services);
  if (!catalogue) {
    catalogue = {
      SANDBOX: openSandbox(services),
      PRODUCTION: readProviders(services.config.providers, new AddressGuard(guardPolicy(services.config))),
    };
    catalogues.set(services, catalogue);
  }
  return catalogue[mode];
}

export function requireProvider(services: Services, caller: Pick<Caller, 'mode'>, id: string): ProviderEntry {
  const provider = providersOf(services, caller).find((entry) => entry.id === id);
  if (!provider) throw new Failure('MISSING_RESOURCE', `There is no provider ${id} in ${caller.mode}.`);
  return provider;
}

function openSandbox(services: Services): ProviderEntry[] {
  return sandboxProviders((traits) => {
    const data = createSandboxConnector(traits);
    return createOpenIdConnector({
      issuer: () => `${services.publicUrl}${sandboxIssuerPath}`,
      ...sandboxClient,
      scope: 'openid profile email',
      allowHttp: true,
      // Uses the local URL, because a proxy in front of this server might not pass the request back to it.
      fetch: (url, options) => fetch(url.replace(services.publicUrl, services.localUrl), options),
      connectionOf: (claims) => ({ identity: claims.sub }),
      data,
    });
  });
}
