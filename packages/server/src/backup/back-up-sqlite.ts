import { dirname, join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { databaseFile } from '../platform/database-file.ts';
import { fileQueries } from '../store/sqlite/file-queries.ts';
import { requireWholeFile } from '../store/sqlite/require-whole-file.ts';
import { BackupError } from './backup-error.ts';
import type { BackupSource } from './backup-source.ts';
import { findBrokenChains } from './find-broken-chains.ts';
import { databaseEntry } from './manifest.ts';
import { openChecked } from './open-checked.ts';
import type { Progress } from './progress.ts';

/** How many pages are copied between two reports of progress. A thousand pages are 4 MB. */
const pagesAtOnce = 1000;

/**
 * The open read transaction gives the copy one snapshot. Otherwise, each write of the server would restart the copy.
 */
export function openSqliteSource(dataDir: string): BackupSource {
  const file = databaseFile(dataDir);
  requireWholeFile(file);
  const database = new DatabaseSync(file, { readOnly: true });
  const close = () => {
    if (database.isOpen) database.close();
  };
  try {
    database.exec('pragma busy_timeout = 60000; begin');
    const rows = database.prepare('select number from migrations order by number').all();
    return {
      about: {
        engine: 'sqlite',
        migrations: (rows as { number: number }[]).map(({ number }) => number),
        tables: {},
      },
      queries: fileQueries(database),
      async addContent(archive, folder, onProgress) {
        const copy = join(folder, databaseEntry);
        await copyDatabase(database, copy, onProgress);
        // Ends the transaction before the compression, because an erasure waits until the transaction has ended.
        close();
        await archive.addFile(databaseEntry, copy);
      },
      verify: (folder, onProgress) => verifyCopy(join(folder, databaseEntry), onProgress),
      [Symbol.asyncDispose]: async () => close(),
    };
  } catch (error) {
    close();
    throw error;
  }
}

async function copyDatabase(database: DatabaseSync, copy: string, onProgress: Progress): Promise<void> {
  // SQLite reports no progress if it copies the whole file at once.
  onProgress({ what: 'pages', done: 0 });
  try {
    await backup(database, copy, {
      rate: pagesAtOnce,
      progress: ({ totalPages, remainingPages }) =>
        onProgress({ what: 'pages', done: totalPages - remainingPages, all: totalPages }),
    });
  } catch (error) {
    throw (error as { errcode?: number }).errcode === diskFull ? noRoom(dirname(dirname(copy))) : error;
  }
}

async function verifyCopy(copy: string, onProgress: Progress): Promise<string | undefined> {
  let finding: string | undefined;
  try {
    using database = openChecked(copy, (found) => new NotWhole(found));
    finding = await findBrokenChains(fileQueries(database), onProgress);
  } catch (error) {
    if (!(error instanceof NotWhole)) throw error;
    finding = `The database file is damaged: ${error.message}.`;
  }
  return finding;
}

class NotWhole extends Error {}

/** SQLite's result code for a full disk. A backup writes only the copy, so the copy's disk is full. */
const diskFull = 13;

const noRoom = (folder: string): BackupError =>
  new BackupError(`The disk with ${folder} is full. Free some space, or choose another folder.`);
