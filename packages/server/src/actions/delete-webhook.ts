import { cancelReplays } from '../domain/replays.ts';
import { lockWebhook, updateWebhook } from '../domain/webhooks.ts';
import type { Caller } from '../platform/caller.ts';
import type { Services } from '../platform/services.ts';

/** Keeps the deliveries until they expire. */
export async function deleteWebhook(
  { now, secrets, store }: Pick<Services, 'now' | 'secrets' | 'store'>,
  caller: Caller,
  id: string,
): Promise<void> {
  await store.transaction(async (transaction) => {
    const row = await lockWebhook(transaction, caller, id);
    const at = now();
    await updateWebhook(transaction, row, {
      active: 0,
      // The row of a deleted webhook is kept, so its secrets are removed. The headers may contain secrets too.
      secrets: JSON.stringify([{ sealed: secrets.seal('deleted'), createdAt: at, expiresAt: null }]),
      signing_key: null,
      tls: null,
      headers: '{}',
      notify_email: null,
      deleted_at: at,
      updated_at: at,
    });
    await cancelReplays(transaction, caller, { webhookId: id, now: at });
  });
  store.hint({ tenantId: caller.tenantId, webhookId: id, about: 'changed' });
}
