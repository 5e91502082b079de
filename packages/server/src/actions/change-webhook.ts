// biome-ignore-all lint/style/noNonNullAssertion: a webhook has a secret
import type {
  Webhook,
  WebhookReplaceRequest,
  WebhookUpdateRequest,
} from '@winkwire/contract/resources/webhook';
import { maskSecret, unmaskHeaders } from '../domain/mask.ts';
import type { OpenedColumns } from '../domain/sealed-columns.ts';
import { defaultSettings, settingColumns } from '../domain/webhook-row.ts';
import { lockWebhook, openIfReadable, updateWebhook, webhookResource } from '../domain/webhooks.ts';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';
import { vetHeaders, vetWebhookSettings } from './vet-webhook-settings.ts';

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
    const opened = openIfReadable(before, box);
    if (secret !== undefined && !isSecretOf(opened, secret)) throw notRotatedHere(id);
    const { headers } = settings;
    const unmasked = headers && unmaskHeaders(headers, opened?.headers ?? {});
    if (unmasked) vetHeaders(unmasked);
    const wanted = unmasked ? { ...settings, headers: unmasked } : settings;
    const columns = { ...settingColumns(wanted, { before, box, now }), updated_at: now };
    return webhookResource(await updateWebhook(transaction, before, columns), { box, now });
  });
  store.hint({ tenantId: caller.tenantId, webhookId: id, about: 'changed' });
  return resource;
}

/** Replaces all settings, for PUT. Settings that are absent get their defaults. */
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

/**
 * Whether `secret` is the newest secret of the webhook, complete or masked. False if the secrets cannot be decrypted.
 */
function isSecretOf(opened: OpenedColumns | undefined, secret: string): boolean {
  if (!opened) return false;
  const real = opened.secrets[0]!.secret;
  return secret === real || secret === maskSecret(real);
}

/** Only a rotation may change the secret, because receivers need time to switch to the new one. */
const notRotatedHere = (id: string): Failure =>
  new Failure(
    'INVALID_PARAMETERS',
    `secret: cannot be changed here. Rotate it with POST /v1/webhooks/${id}/secrets, with an overlap so that no delivery is refused.`,
  );
