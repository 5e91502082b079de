import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { readLog } from './read-log.ts';
import { readPragma } from './read-pragma.ts';
import { untilFree } from './until-free.ts';

/** The error for a file that lacks pages. Its `errcode` is the one that SQLite uses for a damaged file. */
class DamagedFile extends Error {
  readonly errcode = 11;
}

/**
 * Throws an error with the `errcode` of a damaged file if the end of the file is missing. SQLite reads zeros where
 * bytes of a page are missing. It also extends the file when it empties the write-ahead log, which hides that pages
 * were missing. So this function has to be called before the file is opened for writing. While the transaction of this
 * function is open, no other process can empty the log.
 */
export function requireWholeFile(file: string): void {
  // A journal remains if another program was killed during a write. SQLite undoes that write when it opens the file.
  // Before that, the size of the file proves nothing.
  if (!statSync(file, { throwIfNoEntry: false })?.isFile() || existsSync(`${file}-journal`)) return;
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    database.exec('begin');
    untilFree(() => database.exec('select count(*) from sqlite_schema'));
    const pageSize = readPragma(database, 'page_size');
    const pages = readPragma(database, 'page_count');
    const inFile = Math.floor(statSync(file).size / pageSize);
    if (inFile >= pages) return;
    const inLog = readLog(file, pageSize).pages;
    for (let page = inFile + 1; page <= pages; page++)
      if (!inLog.has(page)) throw new DamagedFile(`page ${page} of ${pages} is missing`);
  } finally {
    database.close();
  }
}
