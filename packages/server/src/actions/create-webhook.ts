import { newId } from '@winkwire/contract/ids';
import type { Webhook, WebhookCreateRequest } from '@winkwire/contract/resources/webhook';
import type { Caller } from '../caller.ts';
import { defaultSettings, emptyRow, settingColumns } from '../domain/webhook-row.ts';
import { insertWebhook, webhookResource } from '../domain/webhooks.ts';
import type { WebhookRow } from '../pipeline/deliver/endpoint.ts';
import type { Services } from '../services.ts';
import { vetWebhookSettings } from './vet-webhook-settings.ts';

/** Registers an endpoint. Events from now on are kept for it, also while it is inactive. */
export async function createWebhook(
  services: Pick<Services, 'config' | 'now' | 'secrets' | 'store'>,
  { tenantId, mode }: Caller,
  request: WebhookCreateRequest,
): Promise<Webhook> {
  const { config, secrets: box, store } = services;
  const now = services.now();
  const { secret, ...settings } = await vetWebhookSettings(config, request);
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
  return webhookResource(row, box);
}
