import type { WebhookUpdateRequest } from '@winkwire/contract/resources/webhook';
import { newSigningKeys } from '@winkwire/receiver/keys';
import type { SecretBox } from '../platform/secret-box.ts';
import type { SealedSigningKey, WebhookRow } from './endpoint.ts';
import { sealHeaders } from './sealed-columns.ts';
import { readDelivery, readOr } from './webhook-columns.ts';

type Changes = Omit<WebhookUpdateRequest, 'secret'>;

/** The values of the settings that a POST or PUT request leaves out. */
export const defaultSettings = {
  active: true,
  includePayload: false,
  filter: null,
  headers: {},
  delivery: {
    concurrency: null,
    ratePerSecond: null,
    timeoutSeconds: null,
    retryDelays: null,
    strictOrder: null,
  },
  tls: null,
  asymmetric: false,
  notifyEmail: null,
} as const satisfies Changes;

type Before = Pick<WebhookRow, 'active' | 'delivery' | 'probe_requested_at' | 'signing_key'>;

/** The columns of a new webhook before its settings are applied. */
export const emptyRow = {
  name: '',
  url: '',
  event_types: '[]',
  filter: null,
  active: 1,
  include_payload: 0,
  signing_key: null,
  headers: '{}',
  delivery: '{}',
  tls: null,
  paused_at: null,
  paused_reason: null,
  failing_since: null,
  notify_email: null,
  probe_requested_at: null,
  deleted_at: null,
} as const satisfies Partial<WebhookRow>;

/** Converts the owner's settings to columns. A setting that is absent leaves its column unchanged. */
export function settingColumns(
  changes: Changes,
  { before, box, now }: { before: Before; box: SecretBox; now: number },
): Partial<WebhookRow> {
  const {
    name,
    url,
    eventTypes,
    active,
    includePayload,
    filter,
    headers,
    delivery,
    tls,
    asymmetric,
    notifyEmail,
  } = changes;
  return {
    ...(name === undefined ? {} : { name }),
    ...(url === undefined ? {} : { url }),
    ...(eventTypes === undefined ? {} : { event_types: JSON.stringify(eventTypes) }),
    ...(active === undefined ? {} : activityColumns(active, before, now)),
    ...(includePayload === undefined ? {} : { include_payload: includePayload ? 1 : 0 }),
    ...(filter === undefined ? {} : { filter: filter && JSON.stringify(filter) }),
    ...(headers === undefined ? {} : { headers: sealHeaders(headers ?? {}, box) }),
    ...(delivery === undefined ? {} : { delivery: mergeDelivery(before, delivery) }),
    ...(tls === undefined ? {} : { tls: tls && box.seal(JSON.stringify(tls)) }),
    ...(notifyEmail === undefined ? {} : { notify_email: notifyEmail }),
    ...(asymmetric === undefined
      ? {}
      : { signing_key: asymmetric ? (before.signing_key ?? newSigningKey(box)) : null }),
  };
}

function activityColumns(active: boolean, before: Before, now: number): Partial<WebhookRow> {
  // Nothing changes if the webhook is already in the requested state. So a webhook that is paused again keeps the
  // reason of the first pause.
  if (active === (before.active === 1)) return {};
  if (!active) return { active: 0, paused_at: now, paused_reason: 'Paused by its owner.' };
  return {
    active: 1,
    paused_at: null,
    paused_reason: null,
    // The failures before a resumption must not count. Otherwise the next failure could disable the webhook again.
    failing_since: null,
    // Like a request for a probe, a resumption ends the delay that a `Retry-After` header caused.
    probe_requested_at: timeOfProbe(before, now),
  };
}

/**
 * The time of a request for a probe. A second request within the same millisecond gets a later time. Otherwise, it
 * would not count as a new request.
 */
export const timeOfProbe = (
  { probe_requested_at: last }: Pick<WebhookRow, 'probe_requested_at'>,
  now: number,
): number => Math.max(now, Number(last ?? 0) + 1);

/**
 * Merges the given settings into the stored ones. If the stored settings cannot be read, the given ones replace them.
 */
function mergeDelivery(
  before: Pick<WebhookRow, 'delivery'>,
  changes: NonNullable<Changes['delivery']> | null,
): string {
  const stored = readOr(() => readDelivery(before), {});
  const merged = { ...stored, ...(changes ?? defaultSettings.delivery) };
  return JSON.stringify(Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null)));
}

/** A new value for the column `signing_key` of a webhook whose deliveries are signed with `v1a`. */
function newSigningKey(box: SecretBox): string {
  const { privateKey, publicKey } = newSigningKeys();
  return JSON.stringify({ sealed: box.seal(privateKey), publicKey } satisfies SealedSigningKey);
}
