import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';

/*
 * Moves what lies in the write-ahead log into the database file, beside the writer: inside a commit, as SQLite does
 * by default, every few groups would wait until megabytes are written to the file and flushed.
 */

const intervalMs = 100;
const worthwhileBytes = 4 * 1024 * 1024;
/** Writers are held up briefly for a log of this size to begin anew; under steady load it is never quite empty. */
const largestBytes = 256 * 1024 * 1024;

export function startCheckpointer(database: DatabaseSync, file: string): void {
  const log = `${file}-wal`;
  let done = 0;
  setInterval(() => {
    const size = sizeOf(log);
    if (size < worthwhileBytes || (size === done && size < largestBytes)) return;
    try {
      database.exec(`pragma wal_checkpoint(${size > largestBytes ? 'truncate' : 'passive'})`);
      done = size;
    } catch {
      // Busy: the next time is soon.
    }
  }, intervalMs);
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
