import type {
  Webhook,
  WebhookReplaceRequest,
  WebhookUpdateRequest,
} from '@winkwire/contract/resources/webhook';
import { maskSecret, unmaskHeaders } from '../domain/mask.ts';
import { defaultSettings, settingColumns } from '../domain/webhook-row.ts';
import { lockWebhook, openOrExplain, updateWebhook, webhookResource } from '../domain/webhooks.ts';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';
import { vetHeaders, vetWebhookSettings } from './vet-webhook-settings.ts';

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
    const opened = openOrExplain(before, box);
    if (secret !== undefined && !isSecretOf(opened, secret)) throw notRotatedHere(id);
    const { headers } = settings;
    const real = headers && unmaskHeaders(headers, 'headers' in opened ? opened.headers : {});
    if (real) vetHeaders(real);
    const wanted = real ? { ...settings, headers: real } : settings;
    const columns = { ...settingColumns(wanted, { before, box, now }), updated_at: now };
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

/** As it is, or masked as it was read. */
function isSecretOf(opened: ReturnType<typeof openOrExplain>, secret: string): boolean {
  if (!('secrets' in opened)) return false;
  const real = opened.secrets[0]!.secret;
  return secret === real || secret === maskSecret(real);
}

/** A client may send back what it has read; a new secret that is ignored would make every receiver refuse. */
const notRotatedHere = (id: string): Failure =>
  new Failure(
    'INVALID_PARAMETERS',
    `secret: it is rotated by POST /v1/webhooks/${id}/secrets, with an overlap so that no delivery is refused.`,
  );
