// biome-ignore-all lint/style/noNonNullAssertion: splitting a text gives at least one part, and the file has just
// been written
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Reads } from '../store/store.ts';
import { ConfigError } from './config-error.ts';
import { giveToOwner } from './give-to-owner.ts';
import { SecretBox } from './secret-box.ts';

type KeyConfig = Pick<Config, 'profile' | 'dataDir' | 'databaseUrl' | 'encryptionKey' | 'acceptLostKey'>;

export type EncryptionKeys = [Buffer, ...Buffer[]];

/**
 * Reads the configured keys or, if there are none, those in the data folder. The current key is the first. Undefined if
 * no key exists yet. With PostgreSQL, `serve` requires configured keys, because several machines may share the database
 * and need the same key.
 */
export function readEncryptionKeys(config: KeyConfig): EncryptionKeys | undefined {
  if (config.encryptionKey !== null) {
    const [first, ...others] = config.encryptionKey.split(',').map((hex) => Buffer.from(hex.trim(), 'hex'));
    return [first!, ...others];
  }
  if (config.profile === 'serve' && config.databaseUrl !== null) {
    throw new ConfigError(
      'With PostgreSQL, WINKWIRE_ENCRYPTION_KEY (--encryption-key) must be set. Run `winkwire init` once, and give every process the settings file that it makes.',
    );
  }
  return readKeyFile(keyFileOf(config));
}

/**
 * Checks that the keys belong to the database. Reads some of the secrets in the database, if there are any. Throws
 * ConfigError if the keys can decrypt none of them. Without this check, a server with a wrong key would start, but
 * could not sign deliveries. It would also encrypt new values with that key, and these values would be lost when the
 * right key is put back. With `acceptLostKey`, nothing is checked.
 */
export async function vetEncryptionKeys(
  database: Reads,
  config: KeyConfig,
  keys: EncryptionKeys | undefined,
): Promise<void> {
  if (config.acceptLostKey || !(await hasLiveWebhooks(database))) return;
  const read = await readSealedSecrets(database, mostAtStart);
  // A secret is `unreadable` if its column was damaged in the database. Such a secret does not show whether the keys
  // are right, so it is left out.
  const secrets = read.filter(({ sealed }) => sealed !== unreadable);
  const box = keys && new SecretBox(keys);
  if (secrets.length > 0 && !secrets.some(({ sealed }) => box?.opens(sealed)))
    throw lostKey(config, keys !== undefined);
}

/**
 * Whether the database has the view `live_webhooks`, which migration 5 creates. An empty database does not have
 * it.
 */
const hasLiveWebhooks = async (database: Reads): Promise<boolean> =>
  (await database.get('select number from migrations where number = 5')) !== undefined;

/**
 * Makes a key in the data folder and returns it. If another process has made a key in the meantime, returns that key.
 */
export function makeEncryptionKey(config: KeyConfig): EncryptionKeys {
  const file = keyFileOf(config);
  writeKeyFile(file, [randomBytes(32)]);
  return readKeyFile(file)!;
}

/** The file that contains the keys if the settings contain none. */
export const keyFileOf = ({ dataDir }: Pick<Config, 'dataDir'>): string => join(dataDir, 'encryption.key');

/** The maximum number of webhooks whose secrets are read at start-up. */
const mostAtStart = 1000;

/** The first secret of a webhook. */
export interface FirstSecret {
  webhookId: string;
  /** The encrypted secret, or `unreadable`. */
  sealed: string;
}

/** The value of `sealed` for a webhook whose column `secrets` cannot be read. No key can decrypt it. */
const unreadable = '';

/** Reads one encrypted secret of each webhook, or of at most `limit` webhooks. */
export async function readSealedSecrets(
  database: Pick<Reads, 'all'>,
  limit?: number,
): Promise<FirstSecret[]> {
  const rows = await database.all<{ id: string; secrets: string }>(
    `select id, secrets from live_webhooks${limit === undefined ? '' : ` limit ${limit}`}`,
  );
  return rows.flatMap(({ id, secrets }) => {
    const sealed = firstSealed(secrets);
    return sealed === undefined ? [] : [{ webhookId: id, sealed }];
  });
}

/** Undefined for an empty list. */
function firstSealed(secrets: string): string | undefined {
  try {
    const [first] = JSON.parse(secrets) as { sealed: unknown }[];
    if (first === undefined) return undefined;
    return typeof first.sealed === 'string' ? first.sealed : unreadable;
  } catch {
    return unreadable;
  }
}

/** The sorted ids of the webhooks whose secret cannot be decrypted with any of `keys`. */
export function findUnopened(secrets: readonly FirstSecret[], keys: readonly Buffer[] | undefined): string[] {
  const box = keys && new SecretBox(keys);
  return secrets
    .filter(({ sealed }) => !box?.opens(sealed))
    .map(({ webhookId }) => webhookId)
    .sort();
}

function lostKey(config: KeyConfig, isThere: boolean): ConfigError {
  const where = config.encryptionKey === null ? keyFileOf(config) : 'WINKWIRE_ENCRYPTION_KEY';
  const problem = isThere
    ? `${where} is not the key that the secrets in this database were encrypted with. Restore the right key`
    : `${where} is missing, and the database holds secrets that were encrypted with it. Restore it from a backup`;
  return new ConfigError(
    `${problem}. If the key is lost for good, start once with --accept-lost-key yes, and give each webhook a new secret.`,
  );
}

function readKeyFile(file: string): EncryptionKeys | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new ConfigError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
  const [first, ...others] = text
    .trim()
    .split(/\s+/)
    .map((hex) => Buffer.from(hex, 'hex'));
  const keys: EncryptionKeys = [first!, ...others];
  if (keys.some((key) => key.length !== 32)) {
    throw new ConfigError(
      `${file} must hold one line of 64 hex digits for each key. Restore it from a backup.`,
    );
  }
  return keys;
}

/** Puts restored keys into the data folder. Returns the path. Throws ConfigError when another key is there. */
export function addKeyFile(config: KeyConfig, keys: readonly Buffer[]): string {
  const file = keyFileOf(config);
  writeKeyFile(file, keys);
  if (Buffer.concat(readKeyFile(file)!).equals(Buffer.concat(keys))) return file;
  throw new ConfigError(`${file} holds another key. Move it away, and restore again.`);
}

/**
 * Writes the key file, unless it exists already. When two processes start at once, only one of them creates the
 * key.
 */
function writeKeyFile(file: string, keys: readonly Buffer[]): void {
  mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 });
  try {
    const lines = keys.map((key) => `${key.toString('hex')}\n`);
    writeFileSync(file, lines.join(''), { flag: 'wx', mode: 0o600 });
    giveToOwner(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
