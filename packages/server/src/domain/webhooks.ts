// biome-ignore-all lint/style/noNonNullAssertion: a webhook has a secret, and a count always returns a row
import { X509Certificate } from 'node:crypto';
import { plural } from '@winkwire/contract/plural';
import type { Webhook } from '@winkwire/contract/resources/webhook';
import { timestamp } from '@winkwire/contract/timestamp';
import { emptyCheckpoint } from '@winkwire/receiver/checkpoint';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { SecretBox } from '../platform/secret-box.ts';
import { settings } from '../settings.ts';
import type { Queries } from '../store/store.ts';
import { type Endpoint, readEndpoint, type TlsSettings, type WebhookRow } from './endpoint.ts';
import { Listing } from './listing.ts';
import { maskHeaders, maskSecret } from './mask.ts';
import { type OpenedColumns, openColumns } from './sealed-columns.ts';
import { shardOf } from './shard-of.ts';
import {
  readDelivery,
  readEventTypes,
  readFilter,
  readOr,
  secretsOf,
  signingKeyOf,
  whyUnreadable,
} from './webhook-columns.ts';

export async function findWebhook(queries: Queries, caller: Caller, id: string): Promise<WebhookRow> {
  const row = await queries.get<WebhookRow>(
    'select * from live_webhooks where tenant_id = $1 and mode = $2 and id = $3',
    [caller.tenantId, caller.mode, id],
  );
  if (!row) throw missing(id);
  return row;
}

/** Locks the row, so that concurrent changes of a webhook are made one after the other. */
export async function lockWebhook(transaction: Queries, caller: Caller, id: string): Promise<WebhookRow> {
  // An update that changes nothing locks the row on both engines.
  const [row] = await transaction.all<WebhookRow>(
    `update webhooks set active = active where tenant_id = $1 and mode = $2 and id = $3 and deleted_at is null
     returning *`,
    [caller.tenantId, caller.mode, id],
  );
  if (!row) throw missing(id);
  return row;
}

const missing = (id: string): Failure => new Failure('MISSING_RESOURCE', `There is no webhook ${id}.`);

export const webhookListing = (opening: Opening): Listing<WebhookRow, Webhook> =>
  new Listing<WebhookRow, Webhook>({
    table: 'live_webhooks',
    filters: {},
    toResource: (row) => webhookResource(row, opening),
  });

/** `now` is in milliseconds since 1970. */
interface Opening {
  box: SecretBox;
  now: number;
}

/**
 * Secrets and header values are masked. If a column cannot be read, its field is empty and `heldReason` is set, so that
 * a list with this webhook does not fail.
 */
export function webhookResource(row: WebhookRow, { box, now }: Opening): Webhook {
  const opened = openIfReadable(row, box);
  return {
    id: row.id,
    createdAt: timestamp(row.created_at),
    name: row.name,
    url: row.url,
    eventTypes: readOr(() => readEventTypes(row), []) as Webhook['eventTypes'],
    active: row.active === 1,
    includePayload: row.include_payload === 1,
    ...(opened ? { secret: maskSecret(opened.secrets[0]!.secret) } : {}),
    previousSecrets: previousSecrets(row, now),
    updatedAt: timestamp(row.updated_at),
    filter: readOr(() => readFilter(row), null),
    headers: opened ? maskHeaders(opened.headers) : {},
    delivery: readOr(() => readDelivery(row), {}),
    tlsInfo: opened?.tls ? tlsInfo(opened.tls) : null,
    publicKey: publicKeyOf(row),
    pausedAt: row.paused_at === null ? null : timestamp(row.paused_at),
    pausedReason: row.paused_reason,
    failingSince: row.failing_since === null ? null : timestamp(row.failing_since),
    notifyEmail: row.notify_email,
    heldReason: heldReasonOf(row, box),
  };
}

/** The times at which former secrets stop signing, latest first. */
const previousSecrets = (row: WebhookRow, now: number): Webhook['previousSecrets'] =>
  readOr(() => secretsOf(row), []).flatMap(({ expiresAt }) =>
    expiresAt !== null && expiresAt > now ? [{ expiresAt: timestamp(expiresAt) }] : [],
  );

const tlsInfo = ({ ca, certificate }: TlsSettings): Webhook['tlsInfo'] => ({
  ownAuthority: ca !== undefined,
  certificate: certificate === undefined ? null : certificateInfo(certificate),
});

function certificateInfo(pem: string): { subject: string; expiresAt: string } | null {
  try {
    const { subject, validToDate } = new X509Certificate(pem);
    return { subject, expiresAt: timestamp(validToDate.getTime()) };
  } catch {
    // Earlier versions stored certificates without checking them, so this one may be unreadable.
    return null;
  }
}

const publicKeyOf = ({ signing_key: key }: WebhookRow): string | null =>
  key === null ? null : readOr(() => signingKeyOf(key).publicKey, null);

export const heldReasonOf = (row: WebhookRow, box: SecretBox): string | null =>
  whyUnreadable(() => readEndpoint(row, box)) ?? null;

export const openIfReadable = (row: WebhookRow, box: SecretBox): OpenedColumns | undefined =>
  readOr(() => openColumns(row, box), undefined);

/** Throws MISSING_RESOURCE if there is no such webhook, and ColumnUnreadable if a column cannot be read. */
export async function findEndpoint(
  { queries, box }: { queries: Queries; box: SecretBox },
  caller: Caller,
  id: string,
): Promise<Endpoint> {
  return readEndpoint(await findWebhook(queries, caller, id), box);
}

const columns = [
  'tenant_id',
  'id',
  'mode',
  'name',
  'url',
  'event_types',
  'filter',
  'active',
  'include_payload',
  'secrets',
  'signing_key',
  'headers',
  'delivery',
  'tls',
  'paused_at',
  'paused_reason',
  'failing_since',
  'notify_email',
  'created_at',
  'updated_at',
  'deleted_at',
] as const satisfies (keyof WebhookRow)[];

/** Also writes the webhook's empty queue. Throws INVALID_PARAMETERS if the tenant already has `limit` webhooks. */
export async function insertWebhook(queries: Queries, row: WebhookRow, limit: number): Promise<void> {
  // This locks a row. Of two concurrent registrations, one waits and then counts the webhook of the other.
  await invalidateSubscriptions(queries, { tenantId: row.tenant_id, mode: row.mode });
  const found = await queries.get<{ count: number }>(
    'select count(*) as count from live_webhooks where tenant_id = $1 and mode = $2',
    [row.tenant_id, row.mode],
  );
  if (found!.count >= limit) {
    throw new Failure(
      'INVALID_PARAMETERS',
      `Each mode may have at most ${plural(limit, 'webhook')}. Delete one that is not needed, or ask the operator to raise ${settings.webhooksLimit.variable}.`,
    );
  }
  const places = columns.map((_, index) => `$${index + 1}`).join(', ');
  await queries.run(
    `insert into webhooks (${columns.join(', ')}) values (${places})`,
    columns.map((column) => row[column]),
  );
  const of = [row.tenant_id, row.id];
  await queries.run(
    'insert into queues (tenant_id, webhook_id, shard, sequence, hash) values ($1, $2, $3, 0, $4)',
    [...of, shardOf(row.id), emptyCheckpoint.hash],
  );
  await queries.run('insert into cursors (tenant_id, webhook_id, sequence) values ($1, $2, 0)', of);
}

export async function updateWebhook(
  queries: Queries,
  row: WebhookRow,
  changes: Partial<WebhookRow>,
): Promise<WebhookRow> {
  const names = Object.keys(changes) as (keyof WebhookRow)[];
  const assignments = names.map((name, index) => `${name} = $${index + 3}`).join(', ');
  await queries.run(`update webhooks set ${assignments} where tenant_id = $1 and id = $2`, [
    row.tenant_id,
    row.id,
    ...names.map((name) => changes[name]!),
  ]);
  await invalidateSubscriptions(queries, { tenantId: row.tenant_id, mode: row.mode });
  return { ...row, ...changes };
}

/**
 * Makes every process read the subscriptions again. A counter could repeat the value of a rolled-back transaction, so
 * the version is random.
 */
async function invalidateSubscriptions(
  queries: Queries,
  { tenantId, mode }: { tenantId: string; mode: string },
): Promise<void> {
  await queries.run(
    `insert into webhook_versions (tenant_id, mode, version) values ($1, $2, $3)
     on conflict (tenant_id, mode) do update set version = excluded.version`,
    [tenantId, mode, Math.floor(Math.random() * 2 ** 52)],
  );
}
