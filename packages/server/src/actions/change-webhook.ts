import type { Webhook } from '@winkwire/contract/resources/webhook';
import type { Caller } from '../caller.ts';
import { newSigningKey, settingColumns } from '../domain/webhook-row.ts';
import { lockWebhook, updateWebhook, type WebhookSettings, webhookResource } from '../domain/webhooks.ts';
import type { WebhookRow } from '../pipeline/deliver/endpoint.ts';
import type { SecretBox } from '../secret-box.ts';
import type { Services } from '../services.ts';
import { vetWebhookSettings } from './vet-webhook-settings.ts';

/** Changes what is given and leaves the rest; a resumed endpoint goes on where it stopped. */
export async function changeWebhook(
  services: Pick<Services, 'config' | 'now' | 'secrets' | 'store'>,
  caller: Caller,
  { id, changes }: { id: string; changes: Partial<WebhookSettings> },
): Promise<Webhook> {
  const { config, secrets: box, store } = services;
  await vetWebhookSettings(config, changes);
  const row = await store.transaction(async (transaction) => {
    const before = await lockWebhook(transaction, caller, id);
    return updateWebhook(transaction, before, changedColumns(before, changes, { box, now: services.now() }));
  });
  store.hint({ tenantId: caller.tenantId, webhookId: id, about: 'changed' });
  return webhookResource(row, box);
}

/** PUT: what is not given goes back to its default. */
export const replaceWebhook = (
  services: Pick<Services, 'config' | 'now' | 'secrets' | 'store'>,
  caller: Caller,
  { id, settings }: { id: string; settings: WebhookSettings },
): Promise<Webhook> =>
  changeWebhook(services, caller, {
    id,
    changes: {
      active: true,
      includePayload: false,
      filter: null,
      headers: {},
      delivery: {},
      tls: null,
      asymmetric: false,
      ...settings,
    },
  });

function changedColumns(
  row: WebhookRow,
  changes: Partial<WebhookSettings>,
  { box, now }: { box: SecretBox; now: number },
): Partial<WebhookRow> {
  const { asymmetric, tls } = changes;
  const merged = settingColumns({ ...settingsOf(row), ...changes }, now);
  const paused = merged.active === 1 ? {} : { paused_at: row.paused_at ?? now };
  const resumed = merged.active === 1 && row.active === 0;
  return {
    ...merged,
    // Pausing what is paused keeps the reason why we paused it.
    ...(merged.active === 0 && row.active === 0 ? { paused_reason: row.paused_reason } : {}),
    ...paused,
    // How long it failed before says nothing now, and must not disable it again at the next failure.
    ...(resumed ? { failing_since: null } : {}),
    ...(tls === undefined ? {} : { tls: tls === null ? null : box.seal(JSON.stringify(tls)) }),
    ...(asymmetric === undefined
      ? {}
      : { signing_key: asymmetric ? (row.signing_key ?? newSigningKey(box)) : null }),
    updated_at: now,
  };
}

const settingsOf = (row: WebhookRow): WebhookSettings => ({
  name: row.name,
  url: row.url,
  eventTypes: JSON.parse(row.event_types),
  active: row.active === 1,
  includePayload: row.include_payload === 1,
  filter: row.filter === null ? null : JSON.parse(row.filter),
  headers: JSON.parse(row.headers),
  delivery: JSON.parse(row.delivery),
});
