import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { timestamp } from '@winkwire/contract/timestamp';
import type { Config } from '../config.ts';
import { ArchiveWriter } from './archive-writer.ts';
import { openPostgresSource } from './back-up-postgres.ts';
import { openSqliteSource } from './back-up-sqlite.ts';
import { BackupError } from './backup-error.ts';
import type { BackupSource } from './backup-source.ts';
import { keysToSeal } from './keys-to-seal.ts';
import { archiveFormat, type Manifest } from './manifest.ts';
import type { Progress } from './progress.ts';
import { sealKeys } from './sealed-keys.ts';

export interface BackupOptions {
  config: Config;
  file: string;
  /** The passphrase that seals the encryption key. If it is null, the archive does not contain the key. */
  passphrase: string | null;
  version: string;
  onProgress: Progress;
}

/** Makes one consistent archive of the database, while servers are using it. Throws BackupError or ConfigError. */
export async function backUp({
  config,
  file,
  passphrase,
  version,
  onProgress,
}: BackupOptions): Promise<void> {
  if (existsSync(file)) throw new BackupError(`${file} exists. Choose another name, or move the file away.`);
  const folder = await mkdtemp(join(dirname(resolve(file)), '.winkwire-backup-'));
  const archive = new ArchiveWriter(resolve(file));
  try {
    await using source = await openSource(config);
    const keys = passphrase === null ? undefined : await keysToSeal(config, source);
    const manifest: Manifest = {
      format: archiveFormat,
      version,
      createdAt: timestamp(Date.now()),
      ...source.about,
      hasKey: keys !== undefined,
    };
    await archive.addText('manifest.json', JSON.stringify(manifest));
    if (passphrase !== null && keys !== undefined)
      await archive.addText('keys.json', JSON.stringify(sealKeys(keys, passphrase)));
    await source.addContent(archive, folder, onProgress);
    await archive.finish();
  } catch (error) {
    await archive.abort();
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const openSource = async (config: Config): Promise<BackupSource> =>
  config.databaseUrl === null ? openSqliteSource(config.dataDir) : openPostgresSource(config.databaseUrl);
