import { createWriteStream, existsSync, linkSync, mkdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { pipeline } from 'node:stream/promises';
import { databaseFile } from '../platform/database-file.ts';
import { giveToOwner } from '../platform/give-to-owner.ts';
import { missingMigrations } from '../store/missing-migrations.ts';
import { fileQueries } from '../store/sqlite/file-queries.ts';
import { BackupError, damagedArchive } from './backup-error.ts';
import { databaseEntry } from './manifest.ts';
import { openChecked } from './open-checked.ts';
import type { RestoreTarget } from './restore-target.ts';
import { abortedBy } from './until-aborted.ts';
import { makeWorkFolder } from './work-folder.ts';

/** Loads the database into a temporary folder. `commit` gives the database its final name. */
export async function openSqliteTarget(dataDir: string, signal?: AbortSignal): Promise<RestoreTarget> {
  const file = databaseFile(dataDir);
  const existing = [file, `${file}-wal`].find((path) => existsSync(path));
  if (existing) {
    throw new BackupError(`${existing} exists. Name an empty folder with --data-dir, or move the file away.`);
  }
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const folder = await makeWorkFolder(dataDir, '.winkwire-restore-');
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
      // A hard link fails if another process has created the file meanwhile. A rename would replace that file.
      linkSync(loaded, file);
      await syncFile(dataDir);
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
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
