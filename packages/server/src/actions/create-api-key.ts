import type { NewApiKey } from '@winkwire/contract/resources/api-key';
import { addApiKey, findApiKeys, hashSecret, lockApiKeys, newCredentials } from '../domain/api-keys.ts';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Requester } from '../platform/requester.ts';
import type { Services } from '../platform/services.ts';

const maximumKeys = 20;

/** Only the returned value contains the key's secret. */
export async function createApiKey(
  { log, now, store }: Pick<Services, 'log' | 'now' | 'store'>,
  caller: Caller,
  { name, requester }: { name: string | null; requester: Requester },
): Promise<NewApiKey> {
  const { key, secret } = newCredentials(caller.mode);
  const secretHash = await hashSecret(secret);
  const owner = { ...caller, now: now() };
  const created = await store.transaction(async (transaction) => {
    await lockApiKeys(transaction, caller.tenantId);
    // Expired keys are deleted here too. Otherwise, they would accumulate until the retention job runs.
    await transaction.run('delete from api_keys where tenant_id = $1 and mode = $2 and expires_at <= $3', [
      caller.tenantId,
      caller.mode,
      owner.now,
    ]);
    if ((await findApiKeys(transaction, caller)).length >= maximumKeys) {
      throw new Failure(
        'INVALID_PARAMETERS',
        `${caller.mode} already has ${maximumKeys} API keys, and cannot have more. Expire a key that you no longer use, then create the new one.`,
      );
    }
    return addApiKey(transaction, owner, { key, secretHash, origin: 'created', name });
  });
  log.warn({ ...requester, ...caller, apiKey: key }, 'api-key.created');
  return { ...created, secret };
}
