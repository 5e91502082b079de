import { readFileSync } from 'node:fs';
import {
  type ProviderSubType,
  type ProviderType,
  providerSubTypes,
  providerTypes,
} from '@winkwire/contract/provider-types';
import { oneOf, text } from '@winkwire/contract/schema/fields';
import { Ajv, type ErrorObject } from 'ajv';
import Type from 'typebox';
import type { AddressGuard } from '../../pipeline/deliver/egress/address-guard.ts';
import { guardedFetch } from '../../pipeline/deliver/egress/guarded-fetch.ts';
import { ConfigError } from '../../platform/config-error.ts';
import { isLoopbackHost } from '../../platform/loopback.ts';
import { nearestName } from '../../platform/nearest-name.ts';
import type { ProviderEntry } from '../provider-entry.ts';
import { claimsData, connectionOf } from './claims-data.ts';
import { createOpenIdConnector } from './openid-connector.ts';

const fields = {
  id: Type.String({ pattern: '^[a-z0-9-]{1,64}$' }),
  name: text(1, 100),
  longName: Type.Optional(text(1, 200)),
  type: oneOf(Object.keys(providerTypes) as ProviderType[]),
  subType: oneOf(Object.keys(providerSubTypes) as ProviderSubType[]),
  logoUrl: Type.String({ pattern: '^https://' }),
  /** Grey if absent. */
  colour: Type.Optional(Type.String({ pattern: '^#[0-9a-f]{6}$' })),
  issuer: Type.String({ pattern: '^https?://[^/]' }),
  clientId: text(1, 500),
  clientSecret: text(1, 2000),
  /** `openid profile email` if absent. */
  scope: Type.Optional(text(1, 500)),
  /** RS256 if absent. */
  signature: Type.Optional(text(1, 20)),
};
const OpenIdProvider = Type.Object(fields, { additionalProperties: false });
const File = Type.Array(OpenIdProvider);
const ajv = new Ajv({ strict: false, allErrors: true });
const isFile = ajv.compile<Type.Static<typeof File>>(File);

/**
 * Reads the operator's own OpenID providers. `guard` vets the addresses of each request, except those of the issuer's
 * host. Throws ConfigError.
 */
export function readProviders(path: string | null, guard: AddressGuard): ProviderEntry[] {
  if (path === null) return [];
  return readFile(path).map((provider) => ({
    id: provider.id,
    name: provider.name,
    longName: provider.longName ?? provider.name,
    type: provider.type,
    subType: provider.subType,
    active: true,
    mfa: false,
    monitorSupported: false,
    yields: ['identity'],
    loginOptions: [{ kind: 'REDIRECT', id: 'redirect' }],
    colours: [provider.colour ?? '#334155', '#e2e8f0'],
    logoUrl: provider.logoUrl,
    connector: createOpenIdConnector({
      issuer: () => provider.issuer,
      clientId: provider.clientId,
      clientSecret: provider.clientSecret,
      scope: provider.scope ?? 'openid profile email',
      ...(provider.signature ? { signature: provider.signature } : {}),
      // Only an issuer on this machine, as in tests, may use http.
      allowHttp: provider.issuer.startsWith('http:') && isLoopbackHost(new URL(provider.issuer).hostname),
      // The discovery document may name other hosts, whose addresses `guard` vets.
      fetch: guardedFetch({ guard, trustedHost: new URL(provider.issuer).hostname }),
      connectionOf,
      data: claimsData,
    }),
  }));
}

function readFile(path: string): Type.Static<typeof File> {
  const content = parse(path);
  if (isFile(content)) return content;
  throw new ConfigError(`WINKWIRE_PROVIDERS (${path}): ${describe(isFile.errors ?? [])}`);
}

/**
 * Describes one of the errors. An unknown field comes first, because it may be the misspelt name of a missing field.
 */
function describe(errors: readonly ErrorObject[]): string {
  const unknown = errors.find(({ keyword }) => keyword === 'additionalProperties');
  if (!unknown) return `${ajv.errorsText(errors.slice(0, 1), { dataVar: 'file' })}.`;
  const name: string = unknown.params.additionalProperty;
  const nearest = nearestName(name, Object.keys(fields));
  return `file${unknown.instancePath}: ${name} is not a field of a provider. Did you mean ${nearest}? Correct it, or remove it.`;
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    // The parser's own message is not used, because it may quote a secret in the file.
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === undefined ? 'is not valid JSON' : `cannot be read (${code})`;
    throw new ConfigError(`WINKWIRE_PROVIDERS (${path}): The file ${reason}.`);
  }
}
