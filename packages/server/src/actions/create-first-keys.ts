import { newCredentials } from '../domain/api-keys.ts';
import { ensureDefaultTenant, type GeneratedCredentials } from '../domain/tenants.ts';
import type { Services } from '../platform/services.ts';

export type FirstKeys = Required<GeneratedCredentials>;

export const newFirstKeys = (): FirstKeys => ({
  SANDBOX: newCredentials('SANDBOX'),
  PRODUCTION: newCredentials('PRODUCTION'),
});

/**
 * Stores API keys for both modes and returns true. Returns false if a mode already has a permanent key. Calls `keep`
 * before the commit.
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

/** Rolls back the keys of one mode if the other mode already has keys. */
class OtherModeHasKeys extends Error {}
