// biome-ignore-all lint/style/noNonNullAssertion: a full map has a first key
import { hash, randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Mode } from '@winkwire/contract/modes';
import type { Caller } from '../platform/caller.ts';
import type { Queries, Store, Transaction } from '../store/store.ts';

/** The HTTP Basic credentials of a back end: `key:secret`. */
export interface Credentials {
  key: string;
  secret: string;
}

interface KeyRow {
  key: string;
  tenant_id: string;
  mode: Mode;
  secret_hash: string;
}

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);
// A hash takes about 15 ms on one core. This protects weak secrets that operators choose; generated secrets would not
// need it.
const cost = { N: 8192, r: 8, p: 1 };

export const newCredentials = (mode: Mode): Credentials => ({
  key: `${mode === 'SANDBOX' ? 'sandbox' : 'production'}_${randomBytes(12).toString('hex')}`,
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

/** Adds a key. A `configured` key replaces all keys of its tenant and mode. */
export async function addApiKey(
  transaction: Transaction,
  owner: Caller & { now: number },
  { key, secretHash, origin }: { key: string; secretHash: string; origin: 'generated' | 'configured' },
): Promise<void> {
  if (origin === 'configured') {
    await transaction.run('delete from api_keys where tenant_id = $1 and mode = $2', [
      owner.tenantId,
      owner.mode,
    ]);
  }
  await transaction.run(
    'insert into api_keys (key, tenant_id, mode, secret_hash, origin, created_at) values ($1, $2, $3, $4, $5, $6)',
    [key, owner.tenantId, owner.mode, secretHash, origin, owner.now],
  );
}

export const findApiKeys = (queries: Queries, { tenantId, mode }: Caller) =>
  queries.all<KeyRow>('select * from api_keys where tenant_id = $1 and mode = $2', [tenantId, mode]);

/**
 * The hash that the secret of an unknown key is compared with. Without it, the shorter time would reveal that the key
 * does not exist.
 */
const nobody = hashSecret(randomBytes(16).toString('hex'));

/** The owner of valid credentials, and the hash that they were compared with. */
interface KnownPair {
  caller: Caller;
  secretHash: string;
  until: number;
}

/** How long valid credentials are accepted without a query, in ms. */
const trustedForMs = 60_000;
const maximumKnown = 10_000;

/**
 * Finds the owner of credentials. Valid credentials are remembered by a digest while the process runs. They are
 * accepted as long as the database still has the hash that they were compared with. So a busy back end pays for
 * scrypt only once, and other clients that guess secrets cannot delay it. A key that is replaced stops working within
 * a minute.
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

  /** Whether these credentials were valid before. They may have been replaced since then. */
  isKnown(digest: string): boolean {
    return this.#known.has(digest);
  }

  /** The owner of credentials that were valid before and still are. It computes no scrypt hash. */
  async knownCallerOf(
    credentials: Credentials,
    digest = this.digestOf(credentials),
  ): Promise<Caller | undefined> {
    const known = this.#known.get(digest);
    if (!known || known.until > this.#now()) return known?.caller;
    const row = await this.#find(credentials.key);
    if (row?.secret_hash === known.secretHash) {
      known.until = this.#now() + trustedForMs;
      return known.caller;
    }
    this.#known.delete(digest);
    return undefined;
  }

  /** Compares the secret, which occupies a thread for 15 ms. Undefined when the key is unknown or the secret is wrong. */
  async callerOf(credentials: Credentials): Promise<Caller | undefined> {
    const row = await this.#find(credentials.key);
    const right = await matches(credentials.secret, row?.secret_hash ?? (await nobody));
    if (!right || !row) return undefined;
    const caller: Caller = { tenantId: row.tenant_id, mode: row.mode };
    // Only valid credentials are kept, so guesses cannot evict them.
    if (this.#known.size >= maximumKnown) this.#known.delete(this.#known.keys().next().value!);
    const until = this.#now() + trustedForMs;
    this.#known.set(this.digestOf(credentials), { caller, secretHash: row.secret_hash, until });
    return caller;
  }

  #find(key: string): Promise<KeyRow | undefined> {
    return this.#store.get<KeyRow>('select * from api_keys where key = $1', [key]);
  }

  digestOf({ key, secret }: Credentials): string {
    // A plain hash is enough, because the digest never leaves this process. It takes 1 µs. An HMAC took 8 µs, and 30
    // µs with a binary key.
    return hash('sha256', `${this.#digestKey}${key}:${secret}`, 'base64');
  }
}
