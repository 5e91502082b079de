import { fdatasyncSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Checkpoint } from './checkpointer.ts';
import { readLog } from './read-log.ts';
import { readPragma } from './read-pragma.ts';
import { isBusy } from './until-free.ts';

/*
 * SQLite's `secure_delete` overwrites what is deleted, but not the copies that are left behind when rows move. When a
 * page is full, SQLite moves rows to another page, and their bytes stay in the unused space between the page's header
 * and its rows. ADR 31 has the measurements.
 */

/** The numbers with which a page of a b-tree can begin, each with the size of the page's header in bytes. */
const headerBytes: ReadonlyMap<number, number> = new Map([
  [2, 12],
  [5, 12],
  [10, 8],
  [13, 8],
]);
/** Page 1 begins with the header of the file. */
const fileHeaderBytes = 100;
/**
 * Pages that do not belong to a b-tree may begin with the number of a page, in four bytes. If this number is
 * `tooManyPages` or more, the first of the bytes could look like the beginning of a b-tree page.
 */
const tooManyPages = 0x2000000;
const bytesAtOnce = 2 ** 20;

/** Overwrites unused space in a database file that is open. */
export class UnusedSpace {
  readonly #path: string;
  readonly #database: DatabaseSync;
  #file: number | undefined;

  constructor(database: DatabaseSync) {
    this.#path = database.location() as string;
    this.#database = database;
  }

  /**
   * Overwrites the unused space of all pages in the file, while writers continue. Returns the salts of the log that
   * contains all pages that change from now on. In two cases, overwrites nothing and returns undefined: a writer kept
   * the file locked for too long, or another reader, such as a backup, kept pages of the log from being moved to the
   * database file.
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
   * Empties the write-ahead log. Then, while no other connection can write, overwrites the unused space of those pages
   * of the file that were in the log. Returns false if a reader still needs the log, if the log has started again since
   * `overwriteAll`, or if another process has written meanwhile.
   */
  overwriteChanged(salts: string): boolean {
    const version = this.#dataVersion;
    const log = readLog(this.#path, this.#pageSize);
    if (log.salts !== salts || !this.#emptyLog()) return false;
    this.#database.exec('begin immediate');
    try {
      // What another process has written since the log was read may be on pages that are not in `log.pages`.
      if (this.#dataVersion !== version) return false;
      this.#overwrite(log.pages);
    } finally {
      this.#database.exec('rollback');
      // The pages in this connection's cache still have the old bytes, and would be written with the next change.
      this.#database.exec('pragma shrink_memory');
    }
    // Another process may have read a page right before its unused space was overwritten. That process drops its cache
    // when the log starts again, so the log is emptied once more.
    return this.#emptyLog() && this.#dataVersion === version;
  }

  #emptyLog(): boolean {
    const { busy } = this.#database.prepare('pragma wal_checkpoint(truncate)').get() as unknown as Checkpoint;
    return busy === 0;
  }

  /**
   * Starts a transaction of the reader. All pages of the write-ahead log that this transaction sees are moved to the
   * file. Until the reader is closed, no process changes the file, because the reader needs it as it is. Writers append
   * to the log. Returns the salts of the log, or undefined if the file was locked or not all pages could be moved.
   */
  #freeze(reader: DatabaseSync): string | undefined {
    // Writers wait for a moment, so that the reader's transaction begins where the write-ahead log ends.
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
   * Writes the first page again, without a change. If all pages of the log are in the file, this write starts the log
   * again. After that, no pages can leave the log before the reader is closed. So if the log still has the same salts
   * later, it contains all pages that have changed since the reader's transaction began.
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

  /** A number that changes when another connection has written. */
  get #dataVersion(): number {
    return readPragma(this.#database, 'data_version');
  }

  get #pageSize(): number {
    return readPragma(this.#database, 'page_size');
  }

  /**
   * The file stays open until the thread ends. When a process closes a file, it loses all its POSIX locks on that file,
   * including those of SQLite. Another process could then delete the write-ahead log that this process still writes.
   */
  #open(): number {
    this.#file ??= openSync(this.#path, 'r+');
    return this.#file;
  }
}

interface NumberedPage {
  number: number;
  /** The bytes of the page. They are valid until the next page is read. */
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

/**
 * Where a page's unused space begins and ends, in bytes. The space lies between the list of row offsets and the rows.
 */
function unusedSpaceOf(page: Buffer, number: number): [from: number, to: number] {
  const header = number === 1 ? fileHeaderBytes : 0;
  const size = headerBytes.get(page.readUInt8(header));
  if (size === undefined) return [0, 0];
  const from = header + size + 2 * page.readUInt16BE(header + 3);
  // 65,536 does not fit into two bytes, so 0 stands for it.
  const to = page.readUInt16BE(header + 5) || 65_536;
  return to <= page.length ? [from, to] : [0, 0];
}
