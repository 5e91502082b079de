import type { Webhook } from '@winkwire/contract/resources/webhook';
import { secretsOf } from '../domain/webhook-columns.ts';
import { lockWebhook, updateWebhook, webhookResource } from '../domain/webhooks.ts';
import type { Caller } from '../platform/caller.ts';
import type { Services } from '../platform/services.ts';

export async function endSecretOverlap(
  { now, secrets: box, store }: Pick<Services, 'now' | 'secrets' | 'store'>,
  caller: Caller,
  id: string,
): Promise<Webhook> {
  const row = await store.transaction(async (transaction) => {
    const before = await lockWebhook(transaction, caller, id);
    const secrets = secretsOf(before);
    if (secrets.length < 2) return before;
    return updateWebhook(transaction, before, {
      secrets: JSON.stringify(secrets.slice(0, 1)),
      updated_at: now(),
    });
  });
  store.hint({ tenantId: caller.tenantId, webhookId: id, about: 'changed' });
  return webhookResource(row, { box, now: now() });
}
