import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { timestamp } from '@winkwire/contract/timestamp';
import type { Config } from '../config.ts';
import { databaseFile } from '../platform/database-file.ts';
import { readEncryptionKeys } from '../platform/encryption-keys.ts';
import { ArchiveWriter } from './archive-writer.ts';
import { openSnapshot } from './back-up-postgres.ts';
import { backUpSqlite } from './back-up-sqlite.ts';
import { BackupError } from './backup-error.ts';
import { archiveFormat, databaseEntry, type Manifest } from './manifest.ts';
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
  const keys = readEncryptionKeys(config);
  const sealed = passphrase === null || keys === undefined ? null : sealKeys(keys, passphrase);
  const about = (source: Pick<Manifest, 'engine' | 'migrations' | 'tables'>): string =>
    JSON.stringify({
      format: archiveFormat,
      version,
      createdAt: timestamp(Date.now()),
      ...source,
      hasKey: sealed !== null,
    } satisfies Manifest);
  const folder = await mkdtemp(join(dirname(resolve(file)), '.winkwire-backup-'));
  const archive = new ArchiveWriter(resolve(file));
  const addHead = async (manifest: string): Promise<void> => {
    await archive.addText('manifest.json', manifest);
    if (sealed) await archive.addText('keys.json', JSON.stringify(sealed));
  };
  try {
    if (config.databaseUrl === null) {
      const copy = join(folder, databaseEntry);
      const migrations = await backUpSqlite(databaseFile(config.dataDir), copy, onProgress);
      await addHead(about({ engine: 'sqlite', migrations, tables: {} }));
      await archive.addFile(databaseEntry, copy);
    } else {
      await using snapshot = await openSnapshot(config.databaseUrl);
      const { migrations, tables } = snapshot;
      await addHead(about({ engine: 'postgres', migrations, tables }));
      await snapshot.addTables(archive, folder, onProgress);
    }
    await archive.finish();
  } catch (error) {
    await archive.abort();
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
