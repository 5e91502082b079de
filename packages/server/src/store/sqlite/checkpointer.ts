import type { DatabaseSync, StatementSync } from 'node:sqlite';

/*
 * Moves the contents of the write-ahead log into the database file, in a thread beside the writer. SQLite's default
 * does it inside a commit: every few groups of writes would then wait until megabytes are written and flushed.
 */

const intervalMs = 100;
/** In pages of 4 KB. */
const worthwhile = 1000;
/**
 * Under steady load the log is never completely empty. When it reaches 64 MB, writers wait for 2 to 45 ms until it
 * is, and then overwrite its old pages: a flush takes half as long as while the file grows (0.12 instead of 0.25 ms).
 */
const largest = 16_000;
/** How long, in ms, writers wait for readers that still need the log, such as a backup, before it can be restarted. */
const readersTimeoutMs = 50;
/** The pause after a failed attempt. */
const restMs = 500;
/**
 * An erasure has to empty the log and waits this long for readers. With the writers' ten seconds, a backup blocked
 * every write.
 */
export const readersTimeout = 500;

/** In pages: how many are in the log, and how many of those are also in the database file. */
interface Log {
  log: number;
  checkpointed: number;
  /** 1 when another connection was in the way. */
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
        // Another connection is moving the log, or the disk is full. The next attempt is soon.
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
    // Most of it first, without blocking writers.
    this.#move.get();
    this.#restsUntil = now + restMs;
    this.#database.exec(`pragma busy_timeout = ${readersTimeoutMs}`);
    try {
      const { busy } = this.#empty.get() as unknown as Log;
      if (busy === 0) this.#restsUntil = 0;
    } finally {
      this.#database.exec(`pragma busy_timeout = ${readersTimeout}`);
    }
  }
}
