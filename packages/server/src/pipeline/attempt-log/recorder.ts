import type { Logger } from 'pino';
import type { Store } from '../../store/store.ts';
import type { AttemptOutcome, CursorMove } from '../model/attempt-outcome.ts';
import { OutcomeWriter } from './outcome-writer.ts';

/**
 * When this many outcomes wait for the store, no more requests are sent. A crash loses these outcomes, and their
 * requests are then sent a second time.
 */
const backlogLimit = 2000;
/** A tenant counts for no more than this among the outcomes that stop the requests of other tenants. */
const tenantShare = 500;

interface RecorderOptions {
  store: Pick<Store, 'engine' | 'recordOutcomes'>;
  log: Logger;
  /** Returns the cursors that have moved. Called after each commit, and when a write was given up. */
  onRecorded: (outcomes: readonly AttemptOutcome[]) => CursorMove[];
}

/** Writes outcomes to the store. On PostgreSQL, an error in the rows of one tenant does not affect the others. */
export class Recorder {
  readonly #options: RecorderOptions;
  readonly #writers = new Map<string, OutcomeWriter>();
  /** How many outcomes wait, with at most `tenantShare` of each writer. */
  #shared = 0;
  #givenUp = false;

  constructor(options: RecorderOptions) {
    this.#options = options;
  }

  /** True if no more requests of this tenant should be sent for now. */
  isFull(tenantId: string): boolean {
    const own = this.#writers.get(this.#keyOf(tenantId))?.waiting ?? 0;
    return this.#shared + Math.max(0, own - tenantShare) >= backlogLimit;
  }

  record(outcome: AttemptOutcome): void {
    this.#writerOf(outcome.tenantId).record(outcome);
  }

  /** Resolves when all outcomes are on the disk. After `giveUp`, resolves when the current writes have ended. */
  async drained(): Promise<void> {
    for (;;) {
      const writers = [...this.#writers.values()].filter(({ isDrained }) => !isDrained);
      if (writers.length === 0) return;
      await Promise.all(writers.map((writer) => writer.drained()));
    }
  }

  /** Drops the outcomes and cursors of an endpoint, except those that are being written. */
  forget({ tenantId, webhookId }: { tenantId: string; webhookId: string }): void {
    this.#writers.get(this.#keyOf(tenantId))?.forget(webhookId);
  }

  /** Resolves when the current batch of the tenant has been written, or at once if it has none. */
  async written(tenantId: string): Promise<void> {
    await this.#writers.get(this.#keyOf(tenantId))?.written();
  }

  /** Call this when the process ends. Deliveries whose outcomes were not written are sent again by the next process. */
  giveUp(): void {
    this.#givenUp = true;
    for (const writer of this.#writers.values()) writer.giveUp();
  }

  #writerOf(tenantId: string): OutcomeWriter {
    const key = this.#keyOf(tenantId);
    const known = this.#writers.get(key);
    if (known) return known;
    const onWaiting = (now: number, before: number): void => {
      this.#shared += Math.min(now, tenantShare) - Math.min(before, tenantShare);
    };
    const writer = new OutcomeWriter({ ...this.#options, onWaiting });
    if (this.#givenUp) writer.giveUp();
    this.#writers.set(key, writer);
    return writer;
  }

  /** SQLite has one writer for all tenants, because each call costs CPU time, and its errors affect the whole file. */
  #keyOf(tenantId: string): string {
    return this.#options.store.engine === 'sqlite' ? '' : tenantId;
  }
}
