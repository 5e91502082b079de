import { existsSync } from 'node:fs';
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
import { sealKeys } from './sealed-keys.ts';
import { nameIsTaken, takeName } from './take-name.ts';
import { type Abortable, untilAborted } from './until-aborted.ts';
import { makeWorkFolder, type WorkFolder } from './work-folder.ts';

export interface BackupOptions extends Abortable {
  config: Config;
  file: string;
  /** Seals the encryption key. If null, the archive has no key. */
  passphrase: string | null;
  version: string;
}

/**
 * Makes a consistent archive while servers use the database. The archive gets its name when it is complete. Throws
 * BackupError or ConfigError.
 */
export async function backUp(options: BackupOptions): Promise<void> {
  if (existsSync(options.file)) throw nameIsTaken(options.file);
  const path = resolve(options.file);
  await untilAborted(options, async (onProgress) => {
    await using folder = await folderBeside(path);
    const complete = join(folder.path, 'archive.tar.gz');
    const damage = await writeArchive(complete, folder.path, { ...options, onProgress });
    options.signal?.throwIfAborted();
    await takeName(complete, path);
    // The archive of a damaged database is kept, because it may be impossible to make a better one.
    if (damage !== undefined) throw damagedDatabase(options.file, damage);
  });
}

/** The work folder is beside the archive, because a file can be renamed only within one disk. */
async function folderBeside(path: string): Promise<WorkFolder> {
  try {
    return await makeWorkFolder(dirname(path), '.winkwire-backup-');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC') throw error;
    throw new BackupError(
      `No archive can be made in ${dirname(path)} (${code}). Name a folder that exists and that you may write to.`,
    );
  }
}

/** Returns what is damaged in the database, if anything is. */
async function writeArchive(
  path: string,
  folder: string,
  { config, passphrase, version, onProgress, signal }: BackupOptions,
): Promise<string | undefined> {
  await using source = await openSource(config, signal);
  const keys = passphrase === null ? undefined : await keysToSeal(config, source);
  const manifest: Manifest = {
    format: archiveFormat,
    version,
    createdAt: timestamp(Date.now()),
    ...source.about,
    hasKey: keys !== undefined,
    hasDigest: true,
  };
  const archive = new ArchiveWriter(path, signal);
  try {
    await archive.addText('manifest.json', JSON.stringify(manifest));
    if (passphrase !== null && keys !== undefined)
      await archive.addText('keys.json', JSON.stringify(sealKeys(keys, passphrase)));
    await source.addContent(archive, folder, onProgress);
    const damage = await source.verify(folder, onProgress);
    await archive.finish();
    return damage;
  } catch (error) {
    await archive.abort();
    throw error;
  }
}

const openSource = async (config: Config, signal?: AbortSignal): Promise<BackupSource> =>
  config.databaseUrl === null
    ? openSqliteSource(config.dataDir)
    : openPostgresSource(config.databaseUrl, signal);

const damagedDatabase = (file: string, damage: string): BackupError =>
  new BackupError(
    `${damage} The archive ${file} was made, but it contains this damage too, so \`winkwire restore\` will refuse it. Keep the older archives, and check the disk.`,
  );
