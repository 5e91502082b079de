// biome-ignore-all lint/style/noNonNullAssertion: a full map has a first key
import { hash, randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { randomHex } from '@winkwire/contract/ids';
import type { Mode } from '@winkwire/contract/modes';
import type { ApiKey, ApiKeyOrigin } from '@winkwire/contract/resources/api-key';
import { timestamp } from '@winkwire/contract/timestamp';
import type { Caller } from '../platform/caller.ts';
import { ConfigError } from '../platform/config-error.ts';
import { Failure } from '../platform/failure.ts';
import type { Queries, Store, Transaction } from '../store/store.ts';

export interface Credentials {
  key: string;
  secret: string;
}

interface KeyRow {
  key: string;
  tenant_id: string;
  mode: Mode;
  secret_hash: string;
  expires_at: number | null;
}

export interface ListedRow {
  key: string;
  name: string | null;
  origin: 'generated' | 'configured' | 'created';
  created_at: number;
  /** In milliseconds since 1970. Null if the key has no expiry. */
  expires_at: number | null;
}

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);
// A hash takes about 15 ms, which slows down guesses at weak secrets that operators have chosen.
const cost = { N: 8192, r: 8, p: 1 };

export const newCredentials = (mode: Mode): Credentials => ({
  key: `${mode === 'SANDBOX' ? 'sandbox' : 'production'}_${randomHex(16).slice(0, 24)}`,
  secret: randomBytes(24).toString('base64url'),
});

export async function hashSecret(secret: string): Promise<string> {
  const salt = randomBytes(16);
  return `${salt.toString('hex')}.${(await derive(secret, salt, 32, cost)).toString('hex')}`;
}

async function matches(secret: string, hash: string): Promise<boolean> {
  const [salt = '', digest = ''] = hash.split('.');
  const derived = await derive(secret, Buffer.from(salt, 'hex'), 32, cost);
  return timingSafeEqual(derived, Buffer.from(digest, 'hex'));
}

/** In ms: how long a configured key works after it has been replaced. */
export const configuredOverlapMs = 3_600_000;

export async function addApiKey(
  transaction: Transaction,
  owner: Caller & { now: number },
  key: { key: string; secretHash: string; origin: 'generated' | 'created'; name?: string | null },
): Promise<ApiKey> {
  const row = {
    key: key.key,
    name: key.name ?? null,
    origin: key.origin,
    created_at: owner.now,
    expires_at: null,
  };
  await transaction.run(
    `insert into api_keys (key, tenant_id, mode, secret_hash, origin, created_at, name)
      values ($1, $2, $3, $4, $5, $6, $7)`,
    [row.key, owner.tenantId, owner.mode, key.secretHash, row.origin, row.created_at, row.name],
  );
  return apiKeyResource(row);
}

/**
 * Adds or updates the configured key. Keys that were configured earlier work for another hour, so that back ends have
 * time to change. Throws ConfigError if another mode or tenant has the key.
 */
export async function configureApiKey(
  transaction: Transaction,
  owner: Caller & { now: number },
  { key, secretHash }: { key: string; secretHash: string },
): Promise<void> {
  const { tenantId, mode, now } = owner;
  const changed = await transaction.run(
    `insert into api_keys (key, tenant_id, mode, secret_hash, origin, created_at)
      values ($1, $2, $3, $4, 'configured', $5)
      on conflict (key) do update set secret_hash = excluded.secret_hash, origin = 'configured', expires_at = null
        where api_keys.tenant_id = excluded.tenant_id and api_keys.mode = excluded.mode`,
    [key, tenantId, mode, secretHash, now],
  );
  if (changed === 0) {
    throw new ConfigError(
      `The API key ${key} is in use already, by another mode or tenant. Set another key for ${mode}.`,
    );
  }
  await transaction.run(
    `update api_keys set expires_at = $4 where tenant_id = $1 and mode = $2 and origin = 'configured' and key <> $3
      and (expires_at is null or expires_at > $4)`,
    [tenantId, mode, key, now + configuredOverlapMs],
  );
}

export async function findApiKeys(queries: Queries, { tenantId, mode }: Caller): Promise<ApiKey[]> {
  const rows = await queries.all<ListedRow>(
    `select key, name, origin, created_at, expires_at from api_keys where tenant_id = $1 and mode = $2
      order by created_at, key`,
    [tenantId, mode],
  );
  return rows.map(apiKeyResource);
}

export async function findWorkingKey(
  queries: Queries,
  { tenantId, mode, now }: Caller & { now: number },
  key: string,
): Promise<ListedRow> {
  const row = await queries.get<ListedRow>(
    `select key, name, origin, created_at, expires_at from api_keys where key = $1 and tenant_id = $2 and mode = $3`,
    [key, tenantId, mode],
  );
  if (!row || hasExpired(row.expires_at, now)) {
    throw new Failure('MISSING_RESOURCE', `No such API key exists in ${mode}, or it has expired.`);
  }
  return row;
}

/**
 * Changes no value, but locks the tenant, so that concurrent changes cannot remove the last key or exceed the limit.
 */
export async function lockApiKeys(transaction: Transaction, tenantId: string): Promise<void> {
  await transaction.run('update tenants set name = name where id = $1', [tenantId]);
}

export const apiKeyResource = (row: ListedRow): ApiKey => ({
  key: row.key,
  name: row.name,
  origin: row.origin.toUpperCase() as ApiKeyOrigin,
  createdAt: timestamp(Number(row.created_at)),
  expiresAt: row.expires_at === null ? null : timestamp(Number(row.expires_at)),
});

const hasExpired = (expiresAt: number | null, now: number): boolean =>
  expiresAt !== null && Number(expiresAt) <= now;

/**
 * The secret of an unknown key is compared with this hash. Otherwise, a faster response would reveal that the key does
 * not exist.
 */
const nobody = hashSecret(randomBytes(16).toString('hex'));

interface KnownPair {
  caller: Caller;
  secretHash: string;
  expiresAt: number | null;
  until: number;
}

/** In ms. For at most this time, a key still works here after another process has made it expire. */
const trustedForMs = 5000;
const maximumKnown = 10_000;

/**
 * Accepts known credentials without scrypt while their stored hash stays the same, so back ends do not wait for the
 * guesses of other clients.
 */
export class Authenticator {
  readonly #store: Store;
  readonly #now: () => number;
  readonly #digestKey = randomBytes(32).toString('hex');
  readonly #known = new Map<string, KnownPair>();

  constructor(store: Store, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** Whether the credentials were valid before. They may have been replaced since then. */
  isKnown(digest: string): boolean {
    return this.#known.has(digest);
  }

  /** Undefined if the credentials were not checked in the last five seconds, or have expired. */
  trustedCallerOf(digest: string): Caller | undefined {
    const known = this.#known.get(digest);
    const now = this.#now();
    return known && known.until > now && !hasExpired(known.expiresAt, now) ? known.caller : undefined;
  }

  /** Computes no scrypt hash. Undefined if the credentials are unknown or no longer valid. */
  async knownCallerOf(
    credentials: Credentials,
    digest = this.digestOf(credentials),
  ): Promise<Caller | undefined> {
    const trusted = this.trustedCallerOf(digest);
    if (trusted) return trusted;
    const known = this.#known.get(digest);
    if (!known) return undefined;
    const row = await this.#find(credentials.key);
    if (row?.secret_hash === known.secretHash) {
      known.expiresAt = row.expires_at;
      known.until = this.#now() + trustedForMs;
      return known.caller;
    }
    this.#known.delete(digest);
    return undefined;
  }

  /** Compares the secret, which occupies a thread for about 15 ms. Undefined if the credentials are not valid. */
  async callerOf(credentials: Credentials): Promise<Caller | undefined> {
    const row = await this.#find(credentials.key);
    const right = await matches(credentials.secret, row?.secret_hash ?? (await nobody));
    if (!right || !row) return undefined;
    const caller: Caller = { tenantId: row.tenant_id, mode: row.mode };
    // Only valid credentials are kept, so guesses cannot evict them.
    if (this.#known.size >= maximumKnown) this.#known.delete(this.#known.keys().next().value!);
    const until = this.#now() + trustedForMs;
    const { secret_hash: secretHash, expires_at: expiresAt } = row;
    this.#known.set(this.digestOf(credentials), { caller, secretHash, expiresAt, until });
    return caller;
  }

  #find(key: string): Promise<KeyRow | undefined> {
    return this.#store.get<KeyRow>(
      `select key, tenant_id, mode, secret_hash, expires_at from api_keys
        where key = $1 and (expires_at is null or expires_at > $2)`,
      [key, this.#now()],
    );
  }

  digestOf({ key, secret }: Credentials): string {
    // The digest never leaves this process, so a plain hash is enough. A plain hash takes 1 µs, and an HMAC 8 to 30 µs.
    return hash('sha256', `${this.#digestKey}${key}:${secret}`, 'base64');
  }
}
