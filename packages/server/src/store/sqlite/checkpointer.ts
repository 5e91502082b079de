import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { UnusedSpace } from './unused-space.ts';

/*
 * Moves the contents of the write-ahead log into the database file, in a thread of its own. By default, SQLite does
 * this inside a commit. The groups of writes behind that commit would then wait until megabytes are written and
 * flushed.
 */

const intervalMs = 100;
/**
 * When the write-ahead log has this many pages of 4 KB that are not in the database file, these pages are moved to the
 * file.
 */
const pagesToMove = 1000;
/**
 * When the write-ahead log has this many pages (64 MB), the log is emptied. Under steady load it never becomes empty by
 * itself, so writers are made to wait until it is empty, which takes 2 to 45 ms. After that, writers overwrite the old
 * pages of the log, and a flush takes 0.12 ms. While the file of the log grows, a flush takes 0.25 ms.
 */
const pagesToEmpty = 16_000;
/**
 * To empty the write-ahead log, the checkpointer waits for readers that still need the log, such as a backup. Writers
 * wait meanwhile. After this many ms, the attempt to empty the log fails.
 */
const emptyingTimeoutMs = 50;
/** The pause after a failed attempt to empty the write-ahead log, in ms. */
const restMs = 500;
/**
 * An erasure must empty the write-ahead log. Each attempt waits at most this many ms for readers, such as a backup, and
 * writers wait meanwhile. The limit is shorter than the ten seconds that a writer waits for a lock, because an attempt
 * that waited as long would block every write for ten seconds.
 */
export const erasureTimeoutMs = 500;

/** How many pages are in the write-ahead log, and how many of those are also in the database file. */
export interface Checkpoint {
  log: number;
  checkpointed: number;
  /** 1 if another connection kept the checkpoint from being completed. */
  busy: number;
}

export class Checkpointer {
  readonly #database: DatabaseSync;
  readonly #readLog: StatementSync;
  readonly #move: StatementSync;
  readonly #empty: StatementSync;
  readonly #unused: UnusedSpace;
  #restsUntil = 0;
  #paused = false;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#unused = new UnusedSpace(database);
    this.#readLog = database.prepare('pragma wal_checkpoint(noop)');
    this.#move = database.prepare('pragma wal_checkpoint(passive)');
    this.#empty = database.prepare('pragma wal_checkpoint(restart)');
  }

  start(): void {
    setInterval(() => {
      try {
        this.checkpoint();
      } catch {
        // A checkpoint fails, for example, if the disk is full. The next attempt follows soon.
      }
    }, intervalMs);
  }

  /**
   * Overwrites the unused space in the database file. Until `resume`, all pages that change stay in the write-ahead
   * log.
   */
  overwriteUnused(): string | undefined {
    this.#paused = true;
    return this.#unused.overwriteAll();
  }

  resume(): void {
    this.#paused = false;
  }

  checkpoint(): void {
    if (this.#paused) return;
    const { log, checkpointed } = this.#readLog.get() as unknown as Checkpoint;
    const now = performance.now();
    if (log >= pagesToEmpty && now >= this.#restsUntil) this.#emptyLog(now);
    else if (log - checkpointed >= pagesToMove) this.#move.get();
  }

  #emptyLog(now: number): void {
    // Most pages of the write-ahead log are moved to the database file first, without blocking writers.
    this.#move.get();
    this.#restsUntil = now + restMs;
    this.#database.exec(`pragma busy_timeout = ${emptyingTimeoutMs}`);
    try {
      const { busy } = this.#empty.get() as unknown as Checkpoint;
      if (busy === 0) this.#restsUntil = 0;
    } finally {
      this.#database.exec(`pragma busy_timeout = ${erasureTimeoutMs}`);
    }
  }
}
