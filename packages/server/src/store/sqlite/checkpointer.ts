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
/** Milliseconds that writers wait for readers who still need the log; in vain, the next time is soon. */
const patienceForReaders = 50;

/** In pages: those in the log, and how many of them are in the database file too. */
interface Log {
  log: number;
  checkpointed: number;
}

export class Checkpointer {
  readonly #database: DatabaseSync;
  readonly #look: StatementSync;
  readonly #move: StatementSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#look = database.prepare('pragma wal_checkpoint(noop)');
    this.#move = database.prepare('pragma wal_checkpoint(passive)');
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
    if (log >= largest) this.#beginAnew();
    else if (log - checkpointed >= worthwhile) this.#move.get();
  }

  #beginAnew(): void {
    // Most of it first, without holding anybody up.
    this.#move.get();
    const { timeout } = this.#database.prepare('pragma busy_timeout').get() as { timeout: number };
    this.#database.exec(`pragma busy_timeout = ${patienceForReaders}; pragma wal_checkpoint(restart)`);
    this.#database.exec(`pragma busy_timeout = ${timeout}`);
  }
}
