import type { ApiKey } from '@winkwire/contract/resources/api-key';
import { apiKeyResource, findApiKeys, findWorkingKey, lockApiKeys } from '../domain/api-keys.ts';
import { configuredCredentials } from '../domain/tenants.ts';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Requester } from '../platform/requester.ts';
import type { Services } from '../platform/services.ts';

export interface Expiry {
  key: string;
  inSeconds: number;
  requester: Requester;
}

/**
 * Throws INVALID_PARAMETERS for a key of the server's settings, which would make it work again. Also throws for the
 * last permanent key of a mode, so that the back end is not locked out.
 */
export async function expireApiKey(
  { config, log, now, store }: Pick<Services, 'config' | 'log' | 'now' | 'store'>,
  caller: Caller,
  { key, inSeconds, requester }: Expiry,
): Promise<ApiKey> {
  if (configuredCredentials(config, caller.mode)?.key === key) {
    throw new Failure(
      'INVALID_PARAMETERS',
      `The settings WINKWIRE_${caller.mode}_KEY and WINKWIRE_${caller.mode}_SECRET define this key, and would make it work again at the next start. Remove them or set another pair, restart the server, then expire this key.`,
    );
  }
  const at = now();
  const expiresAt = at + inSeconds * 1000;
  const row = await store.transaction(async (transaction) => {
    await lockApiKeys(transaction, caller.tenantId);
    const before = await findWorkingKey(transaction, { ...caller, now: at }, key);
    const keys = await findApiKeys(transaction, caller);
    if (!keys.some((other) => other.key !== key && other.expiresAt === null)) {
      throw new Failure(
        'INVALID_PARAMETERS',
        `No other API key of ${caller.mode} is permanent, so your back end would be locked out when this one expires. First create another key with POST /v1/keys, and use it.`,
      );
    }
    await transaction.run('update api_keys set expires_at = $2 where key = $1', [key, expiresAt]);
    return { ...before, expires_at: expiresAt };
  });
  log.warn({ ...requester, ...caller, apiKey: key, inSeconds }, 'api-key.expired');
  return apiKeyResource(row);
}
