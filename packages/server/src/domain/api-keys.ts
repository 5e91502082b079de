import { hash, randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Mode } from '@winkwire/contract/modes';
import type { Caller } from '../platform/caller.ts';
import type { Queries, Store, Transaction } from '../store/store.ts';

/** What a back end authenticates with: HTTP Basic, `key:secret`. */
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
// About 15 ms on one core. An operator may choose a weak secret; a generated one would need none of it.
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

/** Adds a key; one that is `configured` replaces all keys of its tenant and mode. */
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

/** A stranger's key costs as much time as a known one, so that answers do not tell which keys exist. */
const nobody = hashSecret(randomBytes(16).toString('hex'));

/** A pair that was right: whose it is, and the hash that it was compared with. */
interface KnownPair {
  caller: Caller;
  secretHash: string;
  until: number;
}

/** How long a right pair is believed without asking the database, in ms. */
const believed = 60_000;
const mostKnown = 10_000;

/**
 * Tells whose credentials these are. A pair that was right is remembered by a digest for as long as the process runs,
 * and believed as long as the database holds the hash that it was compared with. So a busy back end pays for scrypt once,
 * and whoever guesses cannot keep it waiting. A key that is replaced stops working within a minute.
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

  /** Whether these were right before. They may have been replaced since. */
  isKnown(digest: string): boolean {
    return this.#known.has(digest);
  }

  /** Whose credentials these are, if they were right before and still are. No hash is computed. */
  async knownCallerOf(
    credentials: Credentials,
    digest = this.digestOf(credentials),
  ): Promise<Caller | undefined> {
    const known = this.#known.get(digest);
    if (!known || known.until > this.#now()) return known?.caller;
    const row = await this.#find(credentials.key);
    if (row?.secret_hash === known.secretHash) {
      known.until = this.#now() + believed;
      return known.caller;
    }
    this.#known.delete(digest);
    return undefined;
  }

  /** Compares the secret, which takes some 15 ms of a thread. Undefined when the key is unknown or the secret is wrong. */
  async callerOf(credentials: Credentials): Promise<Caller | undefined> {
    const row = await this.#find(credentials.key);
    const right = await matches(credentials.secret, row?.secret_hash ?? (await nobody));
    if (!right || !row) return undefined;
    const caller: Caller = { tenantId: row.tenant_id, mode: row.mode };
    // Only right pairs are kept, so nobody who guesses can push them out.
    if (this.#known.size >= mostKnown) this.#known.delete(this.#known.keys().next().value!);
    const until = this.#now() + believed;
    this.#known.set(this.digestOf(credentials), { caller, secretHash: row.secret_hash, until });
    return caller;
  }

  #find(key: string): Promise<KeyRow | undefined> {
    return this.#store.get<KeyRow>('select * from api_keys where key = $1', [key]);
  }

  digestOf({ key, secret }: Credentials): string {
    // Nobody sees it, so it need not be an HMAC, which took 8 µs, and 30 with a key of bytes; this takes 1.
    return hash('sha256', `${this.#digestKey}${key}:${secret}`, 'base64');
  }
}
