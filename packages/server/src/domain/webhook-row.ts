import type { WebhookUpdateRequest } from '@winkwire/contract/resources/webhook';
import { newSigningKeys } from '@winkwire/receiver/keys';
import type { SecretBox } from '../platform/secret-box.ts';
import type { SealedSigningKey, WebhookRow } from './endpoint.ts';
import { sealHeaders } from './sealed-columns.ts';
import { readDelivery, readOr } from './webhook-columns.ts';

type Changes = Omit<WebhookUpdateRequest, 'secret'>;

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

/** An absent setting leaves its column unchanged. */
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
  // A webhook that is paused again keeps the reason of the first pause.
  if (active === (before.active === 1)) return {};
  if (!active) return { active: 0, paused_at: now, paused_reason: 'Paused by its owner.' };
  return {
    active: 1,
    paused_at: null,
    paused_reason: null,
    // Failures before the resumption must not count. Otherwise, the next failure could disable the webhook again.
    failing_since: null,
    // Resuming a webhook also ends the delay that a `Retry-After` has set.
    probe_requested_at: timeOfProbe(before, now),
  };
}

/** A second request in the same millisecond gets a later time, otherwise it would not count. */
export const timeOfProbe = (
  { probe_requested_at: last }: Pick<WebhookRow, 'probe_requested_at'>,
  now: number,
): number => Math.max(now, Number(last ?? 0) + 1);

/** The given settings replace stored ones that cannot be read. */
function mergeDelivery(
  before: Pick<WebhookRow, 'delivery'>,
  changes: NonNullable<Changes['delivery']> | null,
): string {
  const stored = readOr(() => readDelivery(before), {});
  const merged = { ...stored, ...(changes ?? defaultSettings.delivery) };
  return JSON.stringify(Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null)));
}

function newSigningKey(box: SecretBox): string {
  const { privateKey, publicKey } = newSigningKeys();
  return JSON.stringify({ sealed: box.seal(privateKey), publicKey } satisfies SealedSigningKey);
}
