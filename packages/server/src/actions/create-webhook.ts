import { newId } from '@winkwire/contract/ids';
import type { Webhook, WebhookCreateRequest } from '@winkwire/contract/resources/webhook';
import { newSecret } from '@winkwire/receiver/keys';
import type { WebhookRow } from '../domain/endpoint.ts';
import { unmaskHeaders } from '../domain/mask.ts';
import { defaultSettings, emptyRow, settingColumns } from '../domain/webhook-row.ts';
import { insertWebhook, webhookResource } from '../domain/webhooks.ts';
import type { Caller } from '../platform/caller.ts';
import type { Services } from '../platform/services.ts';
import { vetSecret } from './vet-secret.ts';
import { vetWebhookSettings } from './vet-webhook-settings.ts';

/** Returns the secret in full. */
export async function createWebhook(
  services: Pick<Services, 'config' | 'now' | 'secrets' | 'store'>,
  { tenantId, mode }: Caller,
  request: WebhookCreateRequest,
): Promise<Webhook> {
  const { config, secrets: box, store } = services;
  const now = services.now();
  const { secret = newSecret(), ...given } = request;
  vetSecret(secret, mode);
  // Throws for masked values, because a new webhook has no stored values that they could stand for.
  unmaskHeaders(given.headers ?? {}, {});
  const settings = await vetWebhookSettings(config, given);
  const row: WebhookRow = {
    ...emptyRow,
    ...settingColumns({ ...defaultSettings, ...settings }, { before: emptyRow, box, now }),
    tenant_id: tenantId,
    id: newId('webhook'),
    mode,
    secrets: JSON.stringify([{ sealed: box.seal(secret), createdAt: now, expiresAt: null }]),
    created_at: now,
    updated_at: now,
  };
  await store.transaction((transaction) => insertWebhook(transaction, row, config.webhooksLimit));
  store.hint({ tenantId, webhookId: row.id, about: 'changed' });
  return { ...webhookResource(row, { box, now }), secret };
}
