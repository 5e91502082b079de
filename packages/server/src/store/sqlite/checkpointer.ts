import type { DatabaseSync, StatementSync } from 'node:sqlite';

/*
 * Moves what lies in the write-ahead log into the database file, beside the writer: inside a commit, as SQLite does
 * by default, every few groups would wait until megabytes are written to the file and flushed.
 */

const intervalMs = 100;
/** Pages of 4 KB. */
const worthwhile = 1000;
/**
 * Under steady load the log is never quite empty. At 64 MB writers are held up, for 2 to 45 ms, until it is, and begin it
 * anew over its old pages: a flush then takes half of what it takes while the file grows (0.12 against 0.25 ms).
 */
const largest = 16_000;
/** Milliseconds that writers are held up, while it is to begin anew, by readers who still need it, such as a backup. */
const patienceForReaders = 50;
/** And after a try in vain. */
const restMs = 500;
/** The patience of an erasure, which has to empty the log: with the writers' own, ten seconds, a backup stopped them. */
export const readersTimeout = 500;

/** In pages: those in the log, and how many of them are in the database file too. */
interface Log {
  log: number;
  checkpointed: number;
  /** 1 when somebody was in the way. */
  busy: number;
}

export class Checkpointer {
  readonly #database: DatabaseSync;
  readonly #look: StatementSync;
  readonly #move: StatementSync;
  readonly #empty: StatementSync;
  #restsUntil = 0;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#look = database.prepare('pragma wal_checkpoint(noop)');
    this.#move = database.prepare('pragma wal_checkpoint(passive)');
    this.#empty = database.prepare('pragma wal_checkpoint(restart)');
  }

  start(): void {
    setInterval(() => {
      try {
        this.checkpoint();
      } catch {
        // Another connection moves it, or the disk is full: the next time is soon.
      }
    }, intervalMs);
  }

  checkpoint(): void {
    const { log, checkpointed } = this.#look.get() as unknown as Log;
    const now = performance.now();
    if (log >= largest && now >= this.#restsUntil) this.#beginAnew(now);
    else if (log - checkpointed >= worthwhile) this.#move.get();
  }

  #beginAnew(now: number): void {
    // Most of it first, without holding anybody up.
    this.#move.get();
    this.#restsUntil = now + restMs;
    this.#database.exec(`pragma busy_timeout = ${patienceForReaders}`);
    try {
      const { busy } = this.#empty.get() as unknown as Log;
      if (busy === 0) this.#restsUntil = 0;
    } finally {
      this.#database.exec(`pragma busy_timeout = ${readersTimeout}`);
    }
  }
}
