import type { KeyObject } from 'node:crypto';
import { signingKey, smileKey, standardKey } from '@winkwire/receiver/keys';
import { type SecretBox, SecretUnreadable } from '../platform/secret-box.ts';
import { openColumns } from './sealed-columns.ts';

/** The owner's delivery settings. A setting that is absent has its default. */
export interface DeliverySettings {
  /** The maximum number of requests in flight. */
  concurrency?: number;
  ratePerSecond?: number;
  timeoutSeconds?: number;
  /** The delay before each retry, in seconds. With an empty list, a delivery has only one attempt. */
  retryDelays?: number[];
  strictOrder?: boolean;
}

export interface SealedSecret {
  sealed: string;
  createdAt: number;
  /** The time until which this secret signs together with a newer one. Null for the newest secret. */
  expiresAt: number | null;
}

/** The content of the column `signing_key`. `sealed` is the encrypted private key. */
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

/** The keys that are derived from one secret. They are key objects: signing with raw bytes takes five times as long. */
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
   * Why one of the endpoint's encrypted columns cannot be decrypted. Undefined if all can be decrypted. An endpoint
   * with such a column is treated as paused, because no request to it can be made.
   */
  unreadable: string | undefined;
  deleted: boolean;
  /** The keys of all stored secrets, the newest first. Some of them may have expired. */
  keys: SigningKeys[];
  /** The ed25519 key for `v1a` signatures. Undefined if the webhook's deliveries have no such signatures. */
  signingKey: KeyObject | undefined;
  /** The names and values of the endpoint's own headers, alternating. */
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

/** Throws SecretUnreadable when a column cannot be decrypted. */
export function readEndpoint(row: WebhookRow, box: SecretBox): Endpoint {
  const { secrets, signingKey: privateKey, headers, tls } = openColumns(row, box);
  return {
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
 * Like `readEndpoint`, but if the columns cannot be decrypted, returns an endpoint with `paused`. So other endpoints can
 * still be read.
 */
export function readEndpointOrHold(row: WebhookRow, box: SecretBox): Endpoint {
  try {
    return readEndpoint(row, box);
  } catch (error) {
    if (!(error instanceof SecretUnreadable)) throw error;
    const nothing = { keys: [], signingKey: undefined, headers: [], tls: undefined };
    return { ...readSettings(row), ...nothing, paused: true, unreadable: error.message };
  }
}

function readSettings(row: WebhookRow): Omit<Endpoint, 'keys' | 'signingKey' | 'headers' | 'tls'> {
  const settings = JSON.parse(row.delivery) as DeliverySettings;
  const url = new URL(row.url);
  return {
    tenantId: row.tenant_id,
    id: row.id,
    mode: row.mode,
    url: row.url,
    origin: url.origin,
    path: url.pathname + url.search,
    paused: row.active === 0,
    unreadable: undefined,
    deleted: row.deleted_at !== null,
    timeoutMs: (settings.timeoutSeconds ?? defaultTimeoutSeconds) * 1000,
    ownDelays: settings.retryDelays?.map((seconds) => seconds * 1000),
    limits: {
      concurrency: settings.concurrency ?? defaultConcurrency,
      ratePerSecond: settings.ratePerSecond,
      strictOrder: settings.strictOrder ?? false,
    },
    failingSince: row.failing_since,
    probeRequestedAt: row.probe_requested_at,
    updatedAt: row.updated_at,
  };
}

export interface LaneLimits {
  concurrency: number;
  ratePerSecond: number | undefined;
  strictOrder: boolean;
}
