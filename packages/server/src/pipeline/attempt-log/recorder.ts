import type { Logger } from 'pino';
import { pause } from '../../platform/deadline.ts';
import type { Store } from '../../store/store.ts';
import { takeBatch } from '../../store/take-batch.ts';
import type { AttemptOutcome, CursorMove } from '../model/attempt-outcome.ts';

const batchLimit = 500;
/**
 * The maximum number of outcomes that wait in memory while the store fails. When it is reached, no more requests are
 * sent. After a crash, every request whose outcome was not recorded is sent again, so the maximum limits how many are
 * repeated.
 */
const backlogLimit = 2000;
const retryMs = 500;
/**
 * The pause between two batches, in ms. It is left out if the next batch is already large. A commit writes
 * whole pages of the database, so larger batches cost less: with twice as many outcomes in each, the CPU time
 * of a whole delivery falls from 54 to 49 µs on SQLite and from 66 to 59 µs on PostgreSQL. After a crash, the
 * requests whose responses arrived during the pause are sent again.
 */
const pauseMs = 8;
const largeBatch = 250;

/** Writes outcomes in batches, one batch at a time. */
export class Recorder {
  readonly #store: Store;
  readonly #log: Logger;
  readonly #onRecorded: (outcomes: readonly AttemptOutcome[]) => CursorMove[];
  #unrecorded: AttemptOutcome[] = [];
  #cursors: CursorMove[] = [];
  #writing: Promise<void> | undefined;
  #batch: Promise<void> | undefined;
  #scheduled = false;
  #givenUp = false;

  /**
   * `onRecorded` is called with the outcomes of each batch after the batch has been committed, or after its write was
   * given up. The function returns the cursors that have moved.
   */
  constructor(options: {
    store: Store;
    log: Logger;
    onRecorded: (outcomes: readonly AttemptOutcome[]) => CursorMove[];
  }) {
    this.#store = options.store;
    this.#log = options.log;
    this.#onRecorded = options.onRecorded;
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

  /** Resolves when all outcomes are on the disk, or, after `giveUp`, when no batch is being written. */
  async drained(): Promise<void> {
    while ((this.#unrecorded.length > 0 && !this.#givenUp) || this.#writing) {
      this.#start();
      await this.#writing;
    }
  }

  /** Drops the waiting outcomes and cursors of an endpoint. Those that are being written are not affected. */
  forget(webhookId: string): void {
    this.#unrecorded = this.#unrecorded.filter((outcome) => outcome.webhookId !== webhookId);
    this.#cursors = this.#cursors.filter((cursor) => cursor.webhookId !== webhookId);
  }

  /** Resolves when the current batch has been written. If none is being written, resolves at once. */
  async written(): Promise<void> {
    await this.#batch;
  }

  /**
   * Call this when the process ends. No further batch is written, and a batch whose write fails is not written again.
   * Deliveries whose outcomes were not written are sent again by the next process.
   */
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
      this.#batch = this.#write(outcomes, cursors);
      await this.#batch;
      this.#cursors.push(...this.#onRecorded(outcomes));
      if (this.#unrecorded.length < largeBatch) await this.#pause();
    }
  }

  #pause(): Promise<void> {
    return pause(this.#givenUp ? 0 : pauseMs);
  }

  /** Repeats the write until it succeeds or the process ends: an outage of the database must not lose an outcome. */
  async #write(outcomes: AttemptOutcome[], cursors: CursorMove[]): Promise<void> {
    for (;;) {
      try {
        return await this.#store.recordOutcomes({ outcomes, cursors, now: Date.now() });
      } catch (error) {
        this.#log.error({ err: error, outcomes: outcomes.length }, 'outcomes.not-recorded');
        if (this.#givenUp) return;
        await pause(retryMs);
      }
    }
  }
}

const charactersOf = ({ response: { body, headers } }: AttemptOutcome): number =>
  (body?.length ?? 0) + (headers?.length ?? 0);
