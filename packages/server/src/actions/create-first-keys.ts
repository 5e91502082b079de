import { newCredentials } from '../domain/api-keys.ts';
import { ensureDefaultTenant, type GeneratedCredentials } from '../domain/tenants.ts';
import type { Services } from '../platform/services.ts';

export type FirstKeys = Required<GeneratedCredentials>;

/**
 * Makes API keys for both modes without storing them. A server stores them when it is started with these keys in its
 * settings.
 */
export const newFirstKeys = (): FirstKeys => ({
  SANDBOX: newCredentials('SANDBOX'),
  PRODUCTION: newCredentials('PRODUCTION'),
});

/**
 * Stores API keys for both modes in a database that has none, and calls `keep` with them before the commit. If several
 * machines do this at the same time, only one of them stores its keys. Stores nothing and returns false if one of the
 * modes already has a permanent key.
 */
export async function createFirstKeys(
  { config, store }: Pick<Services, 'config' | 'store'>,
  keep: (keys: FirstKeys) => void,
): Promise<boolean> {
  let isFirst = false;
  await ensureDefaultTenant({ config, store, now: Date.now }, ({ SANDBOX, PRODUCTION }) => {
    if (!SANDBOX || !PRODUCTION) throw new OtherModeHasKeys();
    keep({ SANDBOX, PRODUCTION });
    isFirst = true;
  }).catch((error) => {
    if (!(error instanceof OtherModeHasKeys)) throw error;
  });
  return isFirst;
}

/** Thrown to roll back the keys of one mode when the other mode has keys already. */
class OtherModeHasKeys extends Error {}
