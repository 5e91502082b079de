import { createWriteStream, existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { pipeline } from 'node:stream/promises';
import { databaseFile } from '../platform/database-file.ts';
import { giveToOwner } from '../platform/give-to-owner.ts';
import { makeFolder, removeEmptyFolders } from '../platform/make-folder.ts';
import { missingMigrations } from '../store/missing-migrations.ts';
import { fileQueries } from '../store/sqlite/file-queries.ts';
import { BackupError, damagedArchive } from './backup-error.ts';
import { databaseEntry } from './manifest.ts';
import { openChecked } from './open-checked.ts';
import type { RestoreTarget } from './restore-target.ts';
import { takeName } from './take-name.ts';
import { abortedBy } from './until-aborted.ts';
import { makeWorkFolder, type WorkFolder } from './work-folder.ts';

/** Loads the database into a temporary folder. `commit` moves it to its final name. */
export async function openSqliteTarget(dataDir: string, signal?: AbortSignal): Promise<RestoreTarget> {
  const file = databaseFile(dataDir);
  const existing = [file, `${file}-wal`].find((path) => existsSync(path));
  if (existing) throw databaseExists(existing);
  const { folder, removeEmpty } = await folderIn(dataDir);
  const loaded = join(folder.path, databaseEntry);
  return {
    async begin({ migrations }) {
      missingMigrations(
        'sqlite',
        migrations.map((number) => ({ number })),
      );
    },
    async load(_entry, content) {
      await pipeline(content, createWriteStream(loaded, { mode: 0o600 }), abortedBy(signal));
    },
    async read(work) {
      const database = openLoaded(loaded);
      try {
        return await work(fileQueries(database));
      } finally {
        database.close();
      }
    },
    async commit() {
      giveToOwner(loaded, dataDir);
      await syncFile(loaded);
      await takeName(loaded, file, databaseExists);
      await syncFile(dataDir);
    },
    async [Symbol.asyncDispose]() {
      await folder[Symbol.asyncDispose]();
      removeEmpty();
    },
  };
}

const databaseExists = (file: string): BackupError =>
  new BackupError(`${file} exists. Name an empty folder with --data-dir, or move the file away.`);

/**
 * Makes a temporary folder in `dataDir`. `removeEmpty` removes the folders that this call has made, if they are empty.
 */
async function folderIn(dataDir: string): Promise<{ folder: WorkFolder; removeEmpty: () => void }> {
  const made: string[] = [];
  const removeEmpty = () => removeEmptyFolders(made);
  try {
    made.push(...makeFolder(resolve(dataDir)));
    return { folder: await makeWorkFolder(dataDir, '.winkwire-restore-'), removeEmpty };
  } catch (error) {
    removeEmpty();
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC') throw error;
    throw new BackupError(
      `The data folder ${resolve(dataDir)} cannot be written to (${code}). Choose another with --data-dir (or WINKWIRE_DATA_DIR), or change its permissions.`,
    );
  }
}

function openLoaded(file: string): DatabaseSync {
  if (!existsSync(file))
    throw new BackupError('The archive has no database. Nothing was restored. Use another archive.');
  return openChecked(file, (finding) => damagedArchive(`its database is not whole: ${finding}`));
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r');
  await file.sync();
  await file.close();
}
