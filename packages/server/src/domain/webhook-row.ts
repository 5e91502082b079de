import { newSigningKeys } from '@winkwire/receiver/keys';
import type { SealedSigningKey, WebhookRow } from '../pipeline/deliver/endpoint.ts';
import type { SecretBox } from '../secret-box.ts';
import type { WebhookSettings } from './webhooks.ts';

type SettingColumns = Pick<
  WebhookRow,
  | 'name'
  | 'url'
  | 'event_types'
  | 'filter'
  | 'active'
  | 'include_payload'
  | 'headers'
  | 'delivery'
  | 'paused_at'
  | 'paused_reason'
>;

/** The columns that an owner's settings become. */
export function settingColumns(settings: WebhookSettings, now: number): SettingColumns {
  const active = settings.active ?? true;
  return {
    name: settings.name,
    url: settings.url,
    event_types: JSON.stringify(settings.eventTypes),
    filter: settings.filter ? JSON.stringify(settings.filter) : null,
    active: active ? 1 : 0,
    include_payload: settings.includePayload ? 1 : 0,
    headers: JSON.stringify(settings.headers ?? {}),
    delivery: JSON.stringify(settings.delivery ?? {}),
    paused_at: active ? null : now,
    paused_reason: active ? null : 'Paused by its owner.',
  };
}

/** The column `signing_key` of an endpoint that asks for `v1a`. */
export function newSigningKey(box: SecretBox): string {
  const { privateKey, publicKey } = newSigningKeys();
  return JSON.stringify({ sealed: box.seal(privateKey), publicKey } satisfies SealedSigningKey);
}
