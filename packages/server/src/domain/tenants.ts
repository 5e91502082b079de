import { modes } from '@winkwire/contract/modes';
import type { Config } from '../config.ts';
import type { Caller } from '../platform/caller.ts';
import type { Queries, Store } from '../store/store.ts';
import {
  addApiKey,
  type Credentials,
  configureApiKey,
  findApiKeys,
  hashSecret,
  lockApiKeys,
  newCredentials,
} from './api-keys.ts';

/** The tenant that a fresh installation has. */
export const defaultTenantId = 'main';

export interface TenantRow {
  id: string;
  name: string;
  created_at: number;
  /**
   * The public URL of the server. A server with the role `api` stores it in the row of the default tenant when it
   * starts. Null until then, and always null for other tenants.
   */
  public_url: string | null;
}

/** Generated credentials. Their secrets can be shown only once, because only hashes of the secrets are stored. */
export interface GeneratedCredentials {
  SANDBOX?: Credentials;
  PRODUCTION?: Credentials;
}

export const findTenant = (queries: Queries, id: string) =>
  queries.get<TenantRow>('select * from tenants where id = $1', [id]);

/** Stores the public URL of the running server, so that commands in other processes can read it. */
export async function setPublicUrl(queries: Queries, id: string, publicUrl: string): Promise<void> {
  await queries.run('update tenants set public_url = $2 where id = $1', [id, publicUrl]);
}

/** Creates a tenant with generated credentials for both modes. The ids of its users will begin with the tenant's id. */
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
 * Makes sure that the default tenant has credentials: configured, existing or new ones. `keep` is called with new
 * credentials before the transaction that stores them is committed. If `keep` throws, nothing is stored.
 */
export async function ensureDefaultTenant(
  { config, now, store }: { config: Config; now(): number; store: Store },
  keep: (generated: GeneratedCredentials) => void,
): Promise<void> {
  const owners = modes.map((mode) => ({ tenantId: defaultTenantId, mode, now: now() }));
  const candidates = await Promise.all(owners.map((owner) => candidateOf(config, owner)));
  await store.transaction(async (transaction) => {
    await ensureTenant(transaction, { id: defaultTenantId, name: config.companyName }, now());
    // If several processes start at the same time, only one of them stores new credentials.
    await lockApiKeys(transaction, defaultTenantId);
    const generated: GeneratedCredentials = {};
    for (const { owner, credentials, secretHash, isConfigured } of candidates) {
      const { key } = credentials;
      if (isConfigured) await configureApiKey(transaction, owner, { key, secretHash });
      if ((await findApiKeys(transaction, owner)).some(({ expiresAt }) => expiresAt === null)) continue;
      await addApiKey(transaction, owner, { key, secretHash, origin: 'generated' });
      generated[owner.mode] = credentials;
    }
    if (Object.keys(generated).length > 0) keep(generated);
  });
}

/**
 * Prepares configured or new credentials outside the transaction, because hashing takes time and would keep the
 * transaction open.
 */
async function candidateOf(config: Config, owner: Caller & { now: number }) {
  const configured = configuredCredentials(config, owner.mode);
  const credentials = configured ?? newCredentials(owner.mode);
  const secretHash = await hashSecret(credentials.secret);
  return { owner, credentials, secretHash, isConfigured: configured !== undefined };
}

export function configuredCredentials(config: Config, mode: Caller['mode']): Credentials | undefined {
  const [key, secret] =
    mode === 'SANDBOX'
      ? [config.sandboxKey, config.sandboxSecret]
      : [config.productionKey, config.productionSecret];
  return key !== null && secret !== null ? { key, secret } : undefined;
}

// The row may already exist, because of an earlier start, or because another process is starting at the same time.
const ensureTenant = (queries: Queries, tenant: { id: string; name: string }, now: number) =>
  queries.run('insert into tenants (id, name, created_at) values ($1, $2, $3) on conflict (id) do nothing', [
    tenant.id,
    tenant.name,
    now,
  ]);

async function generate(store: Store, owner: Caller & { now: number }): Promise<Credentials> {
  const credentials = newCredentials(owner.mode);
  const secretHash = await hashSecret(credentials.secret);
  await store.transaction((transaction) =>
    addApiKey(transaction, owner, { key: credentials.key, secretHash, origin: 'generated' }),
  );
  return credentials;
}
