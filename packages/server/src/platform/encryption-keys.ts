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
 * The configured keys, or those in the data folder, the current one first. With PostgreSQL, `serve` requires configured
 * keys, because several machines need the same keys.
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
 * Throws ConfigError if the keys can decrypt none of the stored secrets. With a wrong key, a server cannot sign
 * deliveries, and whatever it encrypts is lost when the right key returns.
 */
export async function vetEncryptionKeys(
  database: Reads,
  config: KeyConfig,
  keys: EncryptionKeys | undefined,
): Promise<void> {
  if (config.acceptLostKey || !(await hasLiveWebhooks(database))) return;
  const read = await readSealedSecrets(database, mostAtStart);
  // A damaged column does not show whether the keys are right.
  const secrets = read.filter(({ sealed }) => sealed !== unreadable);
  const box = keys && new SecretBox(keys);
  if (secrets.length > 0 && !secrets.some(({ sealed }) => box?.opens(sealed)))
    throw lostKey(config, keys !== undefined);
}

/** Migration 5 creates the view `live_webhooks`. A new database does not have it yet. */
const hasLiveWebhooks = async (database: Reads): Promise<boolean> =>
  (await database.get('select number from migrations where number = 5')) !== undefined;

/** Returns the key of another process if that process was faster. */
export function makeEncryptionKey(config: KeyConfig): EncryptionKeys {
  const file = keyFileOf(config);
  writeKeyFile(file, [randomBytes(32)]);
  return readKeyFile(file)!;
}

/** Used if the settings contain no keys. */
export const keyFileOf = ({ dataDir }: Pick<Config, 'dataDir'>): string => join(dataDir, 'encryption.key');

/** Webhooks whose secrets are read at start-up. */
const mostAtStart = 1000;

export interface FirstSecret {
  webhookId: string;
  /** The encrypted secret, or `unreadable`. */
  sealed: string;
}

/** Stands for a column that cannot be read. No key can decrypt it. */
const unreadable = '';

/** Returns one encrypted secret of each webhook. `limit` is the maximum number of webhooks. */
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

function firstSealed(secrets: string): string | undefined {
  try {
    const [first] = JSON.parse(secrets) as { sealed: unknown }[];
    if (first === undefined) return undefined;
    return typeof first.sealed === 'string' ? first.sealed : unreadable;
  } catch {
    return unreadable;
  }
}

/** The sorted ids of the webhooks whose secret none of `keys` can decrypt. */
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

/** Puts restored keys into the data folder. Throws ConfigError when another key is there. */
export function addKeyFile(config: KeyConfig, keys: readonly Buffer[]): string {
  const file = keyFileOf(config);
  writeKeyFile(file, keys);
  if (Buffer.concat(readKeyFile(file)!).equals(Buffer.concat(keys))) return file;
  throw new ConfigError(`${file} holds another key. Move it away, and restore again.`);
}

/** If two processes start at once, only one of them creates the key. */
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
