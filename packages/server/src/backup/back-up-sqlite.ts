import { backup, DatabaseSync } from 'node:sqlite';
import { requireWholeFile } from '../store/sqlite/require-whole-file.ts';
import type { Progress } from './progress.ts';

/** How many pages of the database are copied between two reports of progress. A thousand pages are 4 MB. */
const pagesAtOnce = 1000;

/**
 * Copies a database that a server is using. The open read transaction gives the copy one snapshot. Without the
 * transaction, the copy would begin again after each write of the server.
 */
export async function backUpSqlite(file: string, copy: string, onProgress: Progress): Promise<number[]> {
  requireWholeFile(file);
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    database.exec('pragma busy_timeout = 60000; begin');
    const rows = database.prepare('select number from migrations order by number').all();
    await backup(database, copy, {
      rate: pagesAtOnce,
      progress: ({ totalPages, remainingPages }) =>
        onProgress({ what: 'pages', done: totalPages - remainingPages, all: totalPages }),
    });
    return (rows as { number: number }[]).map(({ number }) => number);
  } finally {
    database.close();
  }
}
