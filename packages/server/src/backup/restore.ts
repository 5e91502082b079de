import { existsSync } from 'node:fs';
import type { Config } from '../config.ts';
import {
  addKeyFile,
  findUnopened,
  readEncryptionKeys,
  readSealedSecrets,
} from '../platform/encryption-keys.ts';
import { BackupError, unopenedSecrets } from './backup-error.ts';
import { brokenChains } from './find-broken-chains.ts';
import type { Manifest } from './manifest.ts';
import { readArchive } from './read-archive.ts';
import { requireUnchanged } from './require-unchanged.ts';
import { openPostgresTarget } from './restore-postgres.ts';
import { openSqliteTarget } from './restore-sqlite.ts';
import type { RestoreTarget } from './restore-target.ts';
import { openKeys } from './sealed-keys.ts';
import { type Abortable, untilAborted } from './until-aborted.ts';
import { type ChainReport, verifyChains } from './verify-chains.ts';

export interface RestoreOptions extends Abortable {
  config: Config;
  file: string;
  /** For the encryption key in the archive. Null if that key is absent or not needed. */
  passphrase: string | null;
}

export interface Restored {
  manifest: Manifest;
  chains: ChainReport;
  webhooks: number;
  /** The ids of the webhooks whose secret the restored server cannot decrypt. */
  unopened: string[];
  keyFile: string | null;
}

/**
 * Restores an archive into an empty database. Commits only if the archive is unchanged and complete, each hash chain
 * ends at its stored hash, and the keys decrypt each webhook's secret. Throws BackupError or ConfigError.
 */
export async function restore(options: RestoreOptions): Promise<Restored> {
  if (!existsSync(options.file)) throw new BackupError(`There is no archive at ${options.file}.`);
  return untilAborted(options, async (onProgress) => {
    await requireUnchanged(options.file, { ...options, onProgress });
    return load({ ...options, onProgress });
  });
}

async function load({ config, file, passphrase, onProgress, signal }: RestoreOptions): Promise<Restored> {
  await using target = await openTarget(config, signal);
  let manifest: Manifest | undefined;
  let archived: Buffer[] | undefined;
  await readArchive(file, {
    async manifest(read) {
      vetEngine(read, config);
      vetPassphrase(read, passphrase, config);
      manifest = read;
      await target.begin(read);
    },
    async keys(read) {
      // A wrong passphrase is refused here, before the data is loaded.
      if (passphrase !== null) archived = openKeys(read, passphrase);
    },
    content: (entry, content) => {
      onProgress({ what: entry, done: 0 });
      return target.load(entry, content);
    },
  });
  if (!manifest) throw new BackupError('The archive is empty. Nothing was restored. Use another archive.');
  const keys = keysFor(config, archived);
  const { chains, secrets } = await target.read(async (queries) => ({
    chains: await verifyChains(queries, (done) => onProgress({ what: 'deliveries verified', done })),
    secrets: await readSealedSecrets(queries),
  }));
  if (chains.broken.length > 0) throw refusedChains(chains.broken);
  const unopened = findUnopened(secrets, keys);
  if (unopened.length > 0 && !config.acceptLostKey) throw wrongKey(unopened, secrets.length);
  signal?.throwIfAborted();
  // The key file is kept even if `commit` throws: the database may have been committed, and without the key its secrets
  // are lost.
  const keyFile = archived && config.encryptionKey === null ? addKeyFile(config, archived) : null;
  await target.commit();
  return { manifest, chains, webhooks: secrets.length, unopened, keyFile };
}

const openTarget = (config: Config, signal?: AbortSignal): Promise<RestoreTarget> =>
  config.databaseUrl === null
    ? openSqliteTarget(config.dataDir, signal)
    : openPostgresTarget(config.databaseUrl, signal);

function vetEngine({ engine }: Manifest, { databaseUrl }: Config): void {
  const wanted = databaseUrl === null ? 'sqlite' : 'postgres';
  if (engine === wanted) return;
  throw new BackupError(
    engine === 'postgres'
      ? 'The archive contains a PostgreSQL database. Name an empty PostgreSQL database with --database-url.'
      : 'The archive contains a SQLite database. Leave out --database-url (WINKWIRE_DATABASE_URL), and name an empty folder with --data-dir.',
  );
}

function vetPassphrase({ hasKey }: Manifest, passphrase: string | null, config: Config): void {
  if (!hasKey || passphrase !== null || config.encryptionKey !== null || config.acceptLostKey) return;
  throw new BackupError(
    'The archive has the encryption key, sealed by a passphrase. Give the passphrase with --passphrase-file, or the key itself with --encryption-key.',
  );
}

/**
 * Returns the keys that the restored server will use. Configured keys come first, then those of the archive, then the
 * key in SQLite's data folder.
 */
function keysFor(config: Config, archived: Buffer[] | undefined): Buffer[] | undefined {
  if (config.encryptionKey !== null) return readEncryptionKeys(config);
  return archived ?? (config.databaseUrl === null ? readEncryptionKeys(config) : undefined);
}

const refusedChains = (webhookIds: readonly string[]): BackupError =>
  new BackupError(
    `${brokenChains(webhookIds)} Rows are missing from the archive or were changed in it. Nothing was restored. Use another archive.`,
  );

const wrongKey = (unopened: readonly string[], all: number): BackupError =>
  new BackupError(
    `${unopenedSecrets(unopened, all)} Nothing was restored. Give the right key with --encryption-key, or restore with --accept-lost-key yes and give these webhooks new secrets.`,
  );
