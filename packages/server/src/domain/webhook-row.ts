import { generateKeyPairSync } from 'node:crypto';
import type { WebhookRow } from '../pipeline/deliver/endpoint.ts';
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

/** A key pair for `v1a`: the private half sealed, the public half as `whpk_...`. */
export function newSigningKey(box: SecretBox): string {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  return JSON.stringify({
    privateKey: box.seal(privateKey.export({ format: 'pem', type: 'pkcs8' }) as string),
    publicKey: `whpk_${raw.toString('base64')}`,
  });
}
