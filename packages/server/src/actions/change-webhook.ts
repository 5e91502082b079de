import type {
  Webhook,
  WebhookReplaceRequest,
  WebhookUpdateRequest,
} from '@winkwire/contract/resources/webhook';
import type { Caller } from '../caller.ts';
import { defaultSettings, settingColumns } from '../domain/webhook-row.ts';
import { lockWebhook, updateWebhook, webhookResource } from '../domain/webhooks.ts';
import { Failure } from '../failure.ts';
import type { Services } from '../services.ts';
import { vetWebhookSettings } from './vet-webhook-settings.ts';

/** Changes what is given and leaves the rest; a resumed endpoint goes on where it stopped. */
export async function changeWebhook(
  services: Pick<Services, 'config' | 'now' | 'secrets' | 'store'>,
  caller: Caller,
  { id, changes }: { id: string; changes: WebhookUpdateRequest },
): Promise<Webhook> {
  const { config, secrets: box, store } = services;
  const { secret, ...settings } = await vetWebhookSettings(config, changes);
  const now = services.now();
  const resource = await store.transaction(async (transaction) => {
    const before = await lockWebhook(transaction, caller, id);
    if (secret !== undefined && secret !== webhookResource(before, box).secret) throw notRotatedHere(id);
    const columns = { ...settingColumns(settings, { before, box, now }), updated_at: now };
    return webhookResource(await updateWebhook(transaction, before, columns), box);
  });
  store.hint({ tenantId: caller.tenantId, webhookId: id, about: 'changed' });
  return resource;
}

/** PUT: what is not given goes back to its default. */
export const replaceWebhook = (
  services: Pick<Services, 'config' | 'now' | 'secrets' | 'store'>,
  caller: Caller,
  { id, settings }: { id: string; settings: WebhookReplaceRequest },
): Promise<Webhook> =>
  changeWebhook(services, caller, {
    id,
    changes: {
      ...defaultSettings,
      ...settings,
      delivery: { ...defaultSettings.delivery, ...settings.delivery },
    },
  });

/** A client may send back what it has read; a new secret that is ignored would make every receiver refuse. */
const notRotatedHere = (id: string): Failure =>
  new Failure(
    'INVALID_PARAMETERS',
    `secret: it is rotated by POST /v1/webhooks/${id}/secrets, with an overlap so that no delivery is refused.`,
  );
