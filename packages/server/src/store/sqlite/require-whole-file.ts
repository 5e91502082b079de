import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { readLog } from './read-log.ts';
import { readPragma } from './read-pragma.ts';
import { untilFree } from './until-free.ts';

/** A file that lacks pages. The `errcode` is SQLite's for a damaged file. */
class DamagedFile extends Error {
  readonly errcode = 11;
}

/**
 * Must be called before the file is opened for writing. SQLite reads missing bytes as zeros, and hides the loss when it
 * empties the log.
 */
export function requireWholeFile(file: string): void {
  // A journal remains if another program was killed during a write. SQLite undoes that write later, so the size proves
  // nothing yet.
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
