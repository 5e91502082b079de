import type { Webhook } from '@winkwire/contract/resources/webhook';
import { newSecret } from '@winkwire/receiver/keys';
import { readOr, secretsOf } from '../domain/webhook-columns.ts';
import { lockWebhook, updateWebhook, webhookResource } from '../domain/webhooks.ts';
import type { Caller } from '../platform/caller.ts';
import type { Services } from '../platform/services.ts';
import { vetSecret } from './vet-secret.ts';

export interface Rotation {
  id: string;
  /** Random if absent. */
  secret?: string | undefined;
  /**
   * For how many seconds deliveries are also signed with the previous secrets. A secret that expires earlier keeps its
   * expiry.
   */
  overlapSeconds: number;
}

/** Drops secrets that cannot be decrypted, because they prevent deliveries. Returns the new secret in full. */
export async function rotateWebhookSecret(
  { now, secrets: box, store }: Pick<Services, 'now' | 'secrets' | 'store'>,
  caller: Caller,
  { id, secret = newSecret(), overlapSeconds }: Rotation,
): Promise<Webhook> {
  vetSecret(secret, caller.mode);
  const at = now();
  const row = await store.transaction(async (transaction) => {
    const before = await lockWebhook(transaction, caller, id);
    const until = at + overlapSeconds * 1000;
    const overlapping = readOr(() => secretsOf(before), [])
      .map((entry) => ({ ...entry, expiresAt: Math.min(entry.expiresAt ?? until, until) }))
      .filter(({ expiresAt, sealed }) => expiresAt > at && box.opens(sealed));
    const newest = { sealed: box.seal(secret), createdAt: at, expiresAt: null };
    return updateWebhook(transaction, before, {
      secrets: JSON.stringify([newest, ...overlapping]),
      updated_at: at,
    });
  });
  store.hint({ tenantId: caller.tenantId, webhookId: id, about: 'changed' });
  return { ...webhookResource(row, { box, now: at }), secret };
}
