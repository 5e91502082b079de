import { fdatasyncSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Checkpoint } from './checkpointer.ts';
import { readLog } from './read-log.ts';
import { readPragma } from './read-pragma.ts';
import { isBusy } from './until-free.ts';

/*
 * SQLite leaves copies of rows that it moves to another page. `secure_delete` does not overwrite these copies. ADR 31
 * has the measurements.
 */

/** The keys are the first bytes of b-tree pages. The values are the sizes of their headers in bytes. */
const headerBytes: ReadonlyMap<number, number> = new Map([
  [2, 12],
  [5, 12],
  [10, 8],
  [13, 8],
]);
/** Page 1 begins with the header of the file. */
const fileHeaderBytes = 100;
/**
 * Pages outside of b-trees may begin with a page number of four bytes. From this number on, the first byte can be 2, as
 * in a b-tree page.
 */
const tooManyPages = 0x2000000;
const bytesAtOnce = 2 ** 20;

export class UnusedSpace {
  readonly #path: string;
  readonly #database: DatabaseSync;
  #file: number | undefined;

  constructor(database: DatabaseSync) {
    this.#path = database.location() as string;
    this.#database = database;
  }

  /**
   * Overwrites the unused space of all pages while writers continue. Returns the salts of the log that gets all later
   * changes, or undefined if another connection prevented the overwriting.
   */
  overwriteAll(): string | undefined {
    const reader = new DatabaseSync(this.#path, { readOnly: true });
    try {
      const salts = this.#freeze(reader);
      if (salts !== undefined) this.#overwrite();
      return salts;
    } finally {
      reader.close();
    }
  }

  /**
   * Empties the log, and overwrites the unused space of the pages that were in it. Returns false if a reader or another
   * process prevented this.
   */
  overwriteChanged(salts: string): boolean {
    const version = this.#dataVersion;
    const log = readLog(this.#path, this.#pageSize);
    if (log.salts !== salts || !this.#emptyLog()) return false;
    this.#database.exec('begin immediate');
    try {
      // Another process may have written to pages that are not in `log.pages`.
      if (this.#dataVersion !== version) return false;
      this.#overwrite(log.pages);
    } finally {
      this.#database.exec('rollback');
      // This connection's cache still has the old bytes, and would write them with the next change.
      this.#database.exec('pragma shrink_memory');
    }
    // Another process may have read a page right before it was overwritten. When the log starts again, that process
    // drops its cache.
    return this.#emptyLog() && this.#dataVersion === version;
  }

  #emptyLog(): boolean {
    const { busy } = this.#database.prepare('pragma wal_checkpoint(truncate)').get() as unknown as Checkpoint;
    return busy === 0;
  }

  /**
   * Moves all pages of the log to the file. Until the reader is closed, writers only append to the log. Undefined if
   * another connection prevented the move.
   */
  #freeze(reader: DatabaseSync): string | undefined {
    // Writers wait briefly, so that the reader's transaction begins where the log ends.
    if (!this.#lock()) return undefined;
    let seen: Checkpoint;
    try {
      seen = reader.prepare('pragma wal_checkpoint(noop)').get() as unknown as Checkpoint;
      reader.exec('begin; select count(*) from sqlite_schema');
      this.#append();
    } finally {
      if (this.#database.isTransaction) this.#database.exec('rollback');
    }
    const { salts } = readLog(this.#path, this.#pageSize);
    if (seen.checkpointed === seen.log) return salts;
    const moved = this.#database.prepare('pragma wal_checkpoint(passive)').get() as unknown as Checkpoint;
    return moved.checkpointed === seen.log ? salts : undefined;
  }

  /**
   * Writes the first page unchanged, so that the log starts again. While its salts stay the same, the log contains
   * every later change.
   */
  #append(): void {
    this.#database.exec(`pragma user_version = ${readPragma(this.#database, 'user_version')}; commit`);
  }

  #lock(): boolean {
    try {
      this.#database.exec('begin immediate');
      return true;
    } catch (error) {
      if (isBusy(error)) return false;
      throw error;
    }
  }

  #overwrite(only?: Iterable<number>): void {
    const file = this.#open();
    const pageSize = this.#pageSize;
    const count = Math.floor(fstatSync(file).size / pageSize);
    if (count >= tooManyPages) throw new Error('The database has more pages than an erasure can overwrite.');
    const zeros = Buffer.alloc(pageSize);
    const pages = only ? pagesOf(file, pageSize, only) : allPages(file, pageSize);
    for (const { number, page } of pages) {
      const [from, to] = unusedSpaceOf(page, number);
      if (to <= from || zeros.compare(page, from, to, 0, to - from) === 0) continue;
      writeSync(file, zeros, 0, to - from, (number - 1) * pageSize + from);
    }
    fdatasyncSync(file);
  }

  /** Changes when another connection has written. */
  get #dataVersion(): number {
    return readPragma(this.#database, 'data_version');
  }

  get #pageSize(): number {
    return readPragma(this.#database, 'page_size');
  }

  /**
   * Keeps the file open. If this process closed it, SQLite's locks on the file would be lost, and another process could
   * delete the log.
   */
  #open(): number {
    this.#file ??= openSync(this.#path, 'r+');
    return this.#file;
  }
}

interface NumberedPage {
  number: number;
  /** Valid until the next page is read. */
  page: Buffer;
}

function* pagesOf(file: number, pageSize: number, numbers: Iterable<number>): Generator<NumberedPage> {
  const page = Buffer.alloc(pageSize);
  for (const number of numbers) {
    if (readSync(file, page, 0, pageSize, (number - 1) * pageSize) === pageSize) yield { number, page };
  }
}

function* allPages(file: number, pageSize: number): Generator<NumberedPage> {
  const pages = Buffer.alloc(Math.max(bytesAtOnce, pageSize));
  for (let first = 1; ; first += pages.length / pageSize) {
    const read = readSync(file, pages, 0, pages.length, (first - 1) * pageSize);
    for (let at = 0; at + pageSize <= read; at += pageSize)
      yield { number: first + at / pageSize, page: pages.subarray(at, at + pageSize) };
    if (read < pages.length) return;
  }
}

/** Where the unused space begins and ends, in bytes. It lies between the list of row offsets and the rows. */
function unusedSpaceOf(page: Buffer, number: number): [from: number, to: number] {
  const header = number === 1 ? fileHeaderBytes : 0;
  const size = headerBytes.get(page.readUInt8(header));
  if (size === undefined) return [0, 0];
  const from = header + size + 2 * page.readUInt16BE(header + 3);
  // 65,536 does not fit into two bytes, so it is stored as 0.
  const to = page.readUInt16BE(header + 5) || 65_536;
  return to <= page.length ? [from, to] : [0, 0];
}
