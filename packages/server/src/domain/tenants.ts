import { modes } from '@winkwire/contract/modes';
import type { Caller } from '../caller.ts';
import type { Config } from '../config.ts';
import type { Queries, Store } from '../store/store.ts';
import { addApiKey, type Credentials, findApiKeys, hashSecret, newCredentials } from './api-keys.ts';

/** The tenant that a fresh installation has. */
export const defaultTenantId = 'main';

export interface TenantRow {
  id: string;
  name: string;
  created_at: number;
}

/** Credentials as they were generated: shown once, since only their hash is kept. */
export interface GeneratedCredentials {
  SANDBOX?: Credentials;
  PRODUCTION?: Credentials;
}

export const findTenant = (queries: Queries, id: string) =>
  queries.get<TenantRow>('select * from tenants where id = $1', [id]);

/** A tenant and generated credentials for both of its modes. The id begins the ids of its users. */
export async function createTenant(
  { store, now }: { store: Store; now(): number },
  tenant: { id: string; name: string },
): Promise<Required<GeneratedCredentials>> {
  await ensureTenant(store, tenant, now());
  const caller = (mode: Caller['mode']) => ({ tenantId: tenant.id, mode, now: now() });
  return {
    SANDBOX: await generate(store, caller('SANDBOX')),
    PRODUCTION: await generate(store, caller('PRODUCTION')),
  };
}

/**
 * Sees to it that the default tenant can be called: with the configured credentials, with those it has, or with new
 * ones, which are answered.
 */
export async function ensureDefaultTenant(
  store: Store,
  config: Config,
  now: number,
): Promise<GeneratedCredentials> {
  await ensureTenant(store, { id: defaultTenantId, name: config.companyName }, now);
  const generated: GeneratedCredentials = {};
  for (const mode of modes) {
    const owner = { tenantId: defaultTenantId, mode, now };
    const configured = configuredCredentials(config, mode);
    if (configured) await configure(store, owner, configured);
    else if ((await findApiKeys(store, owner)).length === 0) generated[mode] = await generate(store, owner);
  }
  return generated;
}

function configuredCredentials(config: Config, mode: Caller['mode']): Credentials | undefined {
  const [key, secret] =
    mode === 'SANDBOX'
      ? [config.sandboxKey, config.sandboxSecret]
      : [config.productionKey, config.productionSecret];
  return key !== null && secret !== null ? { key, secret } : undefined;
}

// Processes that start together on one database meet here, so the second to come finds it done.
const ensureTenant = (store: Store, tenant: { id: string; name: string }, now: number) =>
  store.run('insert into tenants (id, name, created_at) values ($1, $2, $3) on conflict (id) do nothing', [
    tenant.id,
    tenant.name,
    now,
  ]);

async function configure(
  store: Store,
  owner: Caller & { now: number },
  credentials: Credentials,
): Promise<void> {
  const secretHash = await hashSecret(credentials.secret);
  await store.transaction((transaction) =>
    addApiKey(transaction, owner, { key: credentials.key, secretHash, origin: 'configured' }),
  );
}

async function generate(store: Store, owner: Caller & { now: number }): Promise<Credentials> {
  const credentials = newCredentials(owner.mode);
  const secretHash = await hashSecret(credentials.secret);
  await store.transaction((transaction) =>
    addApiKey(transaction, owner, { key: credentials.key, secretHash, origin: 'generated' }),
  );
  return credentials;
}
