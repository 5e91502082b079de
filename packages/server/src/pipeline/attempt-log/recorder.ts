import type { Logger } from 'pino';
import type { Store } from '../../store/store.ts';
import { takeBatch } from '../../store/take-batch.ts';
import type { AttemptOutcome, CursorMove } from '../model/attempt-outcome.ts';

const batchLimit = 500;
/** While the store fails, outcomes wait here: the sender stops at so many, because a crash would repeat them. */
const backlogLimit = 2000;
const retryMs = 500;
/**
 * Between two batches, unless the next is large already: a commit writes whole pages, so twice as many outcomes in one cost a
 * fifth less CPU each (54 to 49 µs for a whole delivery on SQLite, 66 to 59 on PostgreSQL). What a crash repeats grows
 * by what is answered in this time.
 */
const pauseMs = 8;
const largeBatch = 250;

/** Writes outcomes in batches: what comes while one is written is the next. */
export class Recorder {
  readonly #store: Store;
  readonly #log: Logger;
  readonly #recorded: (outcomes: readonly AttemptOutcome[]) => CursorMove[];
  #unrecorded: AttemptOutcome[] = [];
  #cursors: CursorMove[] = [];
  #writing: Promise<void> | undefined;
  #scheduled = false;
  #givenUp = false;

  /** `recorded` is told of each batch that is on the disk, and answers the marks that moved by it. */
  constructor(options: {
    store: Store;
    log: Logger;
    recorded: (outcomes: readonly AttemptOutcome[]) => CursorMove[];
  }) {
    this.#store = options.store;
    this.#log = options.log;
    this.#recorded = options.recorded;
  }

  get isFull(): boolean {
    return this.#unrecorded.length >= backlogLimit;
  }

  record(outcome: AttemptOutcome): void {
    this.#unrecorded.push(outcome);
    if (this.#scheduled || this.#writing) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#start();
    });
  }

  /** Resolves when everything recorded so far is on the disk. */
  async drained(): Promise<void> {
    while ((this.#unrecorded.length > 0 && !this.#givenUp) || this.#writing) {
      this.#start();
      await this.#writing;
    }
  }

  /** The process ends: what the store does not take now is sent again by whoever comes next. */
  giveUp(): void {
    this.#givenUp = true;
  }

  #start(): void {
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = undefined;
    });
  }

  async #writeAll(): Promise<void> {
    while (this.#unrecorded.length > 0 && !this.#givenUp) {
      const outcomes = takeBatch(this.#unrecorded, batchLimit, charactersOf);
      const cursors = this.#cursors;
      this.#cursors = [];
      await this.#write(outcomes, cursors);
      this.#cursors.push(...this.#recorded(outcomes));
      if (this.#unrecorded.length < largeBatch) await this.#pause();
    }
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.#givenUp ? 0 : pauseMs));
  }

  /** Goes on until it is written: an attempt that was made must not be forgotten because the database was away. */
  async #write(outcomes: AttemptOutcome[], cursors: CursorMove[]): Promise<void> {
    for (;;) {
      try {
        return await this.#store.recordOutcomes({ outcomes, cursors, now: Date.now() });
      } catch (error) {
        this.#log.error({ err: error, outcomes: outcomes.length }, 'outcomes.not-recorded');
        if (this.#givenUp) return;
        await new Promise((resolve) => setTimeout(resolve, retryMs));
      }
    }
  }
}

const charactersOf = ({ response: { body, headers } }: AttemptOutcome): number =>
  (body?.length ?? 0) + (headers?.length ?? 0);
