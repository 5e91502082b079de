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

export const defaultTenantId = 'main';

export interface TenantRow {
  id: string;
  name: string;
  created_at: number;
  /** The server's public URL, in the row of the default tenant. Null until the server has started. */
  public_url: string | null;
}

/** The secrets can be shown only once, because only their hashes are stored. */
export interface GeneratedCredentials {
  SANDBOX?: Credentials;
  PRODUCTION?: Credentials;
}

export const findTenant = (queries: Queries, id: string) =>
  queries.get<TenantRow>('select * from tenants where id = $1', [id]);

/** Stores the server's public URL for commands in other processes. */
export async function setPublicUrl(queries: Queries, id: string, publicUrl: string): Promise<void> {
  await queries.run('update tenants set public_url = $2 where id = $1', [id, publicUrl]);
}

/** Generates credentials for both modes. The ids of users begin with the tenant's id. */
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

/** Finds or adds the default tenant's credentials. If `keep` throws for new ones, nothing is stored. */
export async function ensureDefaultTenant(
  { config, now, store }: { config: Config; now(): number; store: Store },
  keep: (generated: GeneratedCredentials) => void,
): Promise<void> {
  const owners = modes.map((mode) => ({ tenantId: defaultTenantId, mode, now: now() }));
  const candidates = await Promise.all(owners.map((owner) => candidateOf(config, owner)));
  await store.transaction(async (transaction) => {
    await ensureTenant(transaction, { id: defaultTenantId, name: config.companyName }, now());
    // If several processes start at once, only one stores new credentials.
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

/** Hashes the secret before the transaction begins, because hashing would keep the transaction open. */
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

// An earlier start, or another process, may have added the row.
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
