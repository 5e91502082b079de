import type { KeyObject } from 'node:crypto';
import { signingKey, smileKey, standardKey } from '@winkwire/receiver/keys';
import type { SecretBox } from '../platform/secret-box.ts';
import { openColumns } from './sealed-columns.ts';
import {
  ColumnUnreadable,
  readDelivery,
  readEventTypes,
  readFilter,
  readOr,
  readUrl,
} from './webhook-columns.ts';

/** An absent setting has its default. */
export interface DeliverySettings {
  concurrency?: number;
  ratePerSecond?: number;
  timeoutSeconds?: number;
  /** In seconds. With an empty list, a delivery has only one attempt. */
  retryDelays?: number[];
  strictOrder?: boolean;
}

export interface SealedSecret {
  sealed: string;
  createdAt: number;
  /** The time until which this secret signs together with a newer one. Null for the newest secret. */
  expiresAt: number | null;
}

/** The column `signing_key`. `sealed` is the encrypted private key. */
export interface SealedSigningKey {
  sealed: string;
  /** `whpk_...` */
  publicKey: string;
}

export interface TlsSettings {
  ca?: string;
  certificate?: string;
  key?: string;
}

export interface WebhookRow {
  tenant_id: string;
  id: string;
  mode: string;
  name: string;
  url: string;
  event_types: string;
  filter: string | null;
  active: number;
  include_payload: number;
  secrets: string;
  signing_key: string | null;
  headers: string;
  delivery: string;
  tls: string | null;
  paused_at: number | null;
  paused_reason: string | null;
  failing_since: number | null;
  notify_email: string | null;
  /** When the owner last requested a probe or resumed the endpoint. */
  probe_requested_at: number | null;
  created_at: number;
  updated_at: number;
  deleted_at: number | null;
}

/** Key objects, because signing with raw bytes takes five times as long. */
export interface SigningKeys {
  smile: KeyObject;
  standard: KeyObject;
  /** The time until which these keys sign together with newer ones. Null for the newest keys. */
  expiresAt: number | null;
}

export interface Endpoint {
  tenantId: string;
  id: string;
  mode: string;
  url: string;
  origin: string;
  path: string;
  paused: boolean;
  /**
   * Why a column cannot be read or decrypted. An endpoint with such a column counts as paused, because its owner's
   * settings are unknown.
   */
  unreadable: string | undefined;
  deleted: boolean;
  /** Newest first. Some may have expired. */
  keys: SigningKeys[];
  /** The ed25519 key for `v1a` signatures, if the webhook has them. */
  signingKey: KeyObject | undefined;
  /** Names and values, alternating. */
  headers: string[];
  timeoutMs: number;
  ownDelays: number[] | undefined;
  limits: LaneLimits;
  tls: TlsSettings | undefined;
  failingSince: number | null;
  probeRequestedAt: number | null;
  updatedAt: number;
}

export const defaultConcurrency = 64;
export const defaultTimeoutSeconds = 15;

/** Throws ColumnUnreadable when a column cannot be read or decrypted. */
export function readEndpoint(row: WebhookRow, box: SecretBox): Endpoint {
  vetSubscription(row);
  const { secrets, signingKey: privateKey, headers, tls } = openColumns(row, box);
  return {
    ...factsOf(row),
    ...readTarget(row),
    ...readSettings(row),
    keys: secrets.map(({ secret, expiresAt }) => ({
      smile: smileKey(secret),
      standard: standardKey(secret),
      expiresAt,
    })),
    signingKey: privateKey === undefined ? undefined : signingKey(privateKey),
    headers: Object.entries(headers).flat(),
    tls,
  };
}

/**
 * Throws ColumnUnreadable. Without these columns, nobody knows which events the webhook should get, so nothing is sent.
 */
function vetSubscription(row: WebhookRow): void {
  readEventTypes(row);
  readFilter(row);
}

/** Returns a paused endpoint instead of throwing ColumnUnreadable, so that other endpoints can still be read. */
export function readEndpointOrHold(row: WebhookRow, box: SecretBox): Endpoint {
  try {
    return readEndpoint(row, box);
  } catch (error) {
    if (!(error instanceof ColumnUnreadable)) throw error;
    return {
      ...factsOf(row),
      ...readOr(() => readTarget(row), { origin: '', path: '' }),
      ...readOr(() => readSettings(row), readSettings({ delivery: '{}' })),
      keys: [],
      signingKey: undefined,
      headers: [],
      tls: undefined,
      paused: true,
      unreadable: error.message,
    };
  }
}

type Facts = Omit<Endpoint, keyof Target | keyof Settings | 'keys' | 'signingKey' | 'headers' | 'tls'>;

const factsOf = (row: WebhookRow): Facts => ({
  tenantId: row.tenant_id,
  id: row.id,
  mode: row.mode,
  url: row.url,
  paused: row.active === 0,
  unreadable: undefined,
  deleted: row.deleted_at !== null,
  failingSince: row.failing_since,
  probeRequestedAt: row.probe_requested_at,
  updatedAt: row.updated_at,
});

type Target = Pick<Endpoint, 'origin' | 'path'>;

function readTarget(row: Pick<WebhookRow, 'url'>): Target {
  const { origin, pathname, search } = readUrl(row);
  return { origin, path: pathname + search };
}

type Settings = Pick<Endpoint, 'timeoutMs' | 'ownDelays' | 'limits'>;

function readSettings(row: Pick<WebhookRow, 'delivery'>): Settings {
  const settings = readDelivery(row);
  return {
    timeoutMs: (settings.timeoutSeconds ?? defaultTimeoutSeconds) * 1000,
    ownDelays: settings.retryDelays?.map((seconds) => seconds * 1000),
    limits: {
      concurrency: settings.concurrency ?? defaultConcurrency,
      ratePerSecond: settings.ratePerSecond,
      strictOrder: settings.strictOrder ?? false,
    },
  };
}

export interface LaneLimits {
  concurrency: number;
  ratePerSecond: number | undefined;
  strictOrder: boolean;
}
