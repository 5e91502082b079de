import { newId } from '@winkwire/contract/ids';
import type { Webhook, WebhookCreateRequest } from '@winkwire/contract/resources/webhook';
import type { Caller } from '../caller.ts';
import { newSigningKey, settingColumns } from '../domain/webhook-row.ts';
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
  await vetWebhookSettings(config, request);
  const row: WebhookRow = {
    tenant_id: tenantId,
    id: newId('webhook'),
    mode,
    ...settingColumns(request, now),
    secrets: JSON.stringify([{ sealed: box.seal(request.secret), createdAt: now, expiresAt: null }]),
    signing_key: request.asymmetric ? newSigningKey(box) : null,
    tls: request.tls ? box.seal(JSON.stringify(request.tls)) : null,
    failing_since: null,
    created_at: now,
    updated_at: now,
    deleted_at: null,
  };
  await store.transaction((transaction) => insertWebhook(transaction, row));
  store.hint({ tenantId, webhookId: row.id, about: 'changed' });
  return webhookResource(row, box);
}
