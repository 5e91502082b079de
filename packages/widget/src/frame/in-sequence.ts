import type { CallbackRecord } from '@winkwire/contract/callbacks';
import type { LogTail } from '@winkwire/contract/widget-api';

/** A missing callback usually arrives soon. After this time in ms, it is read from the log. */
const gapTimeoutMs = 1000;

interface Settings {
  /** Called once with each callback, in order. */
  onNext: (callback: CallbackRecord) => void;
  readTail: (after: number) => Promise<LogTail>;
}

/**
 * Passes on callbacks in the order of the log, even if responses arrive in another order. Missing callbacks are read
 * from the log.
 */
export class InSequence {
  readonly #settings: Settings;
  readonly #waiting = new Map<number, CallbackRecord>();
  #gapTimer: ReturnType<typeof setTimeout> | undefined;
  #last = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** The last number that was passed on or skipped. */
  get last(): number {
    return this.#last;
  }

  /** Skips the callbacks up to this number, because they were recorded before this page resumed the session. */
  startAfter(sequence: number): void {
    this.#last = Math.max(this.#last, sequence);
  }

  add(callbacks: readonly CallbackRecord[]): void {
    for (const callback of callbacks) {
      if (callback.sequence !== null && callback.sequence > this.#last)
        this.#waiting.set(callback.sequence, callback);
    }
    this.#passOn();
    if (this.#waiting.size > 0) this.#gapTimer ??= setTimeout(() => this.#fillGap(), gapTimeoutMs);
  }

  #passOn(): void {
    for (;;) {
      const next = this.#waiting.get(this.#last + 1);
      if (!next) return;
      this.#last += 1;
      this.#waiting.delete(this.#last);
      this.#settings.onNext(next);
    }
  }

  async #fillGap(): Promise<void> {
    const missing = this.#last + 1;
    const tail = this.#waiting.size > 0 ? await this.#settings.readTail(this.#last).catch(() => null) : null;
    this.#gapTimer = undefined;
    // After an erasure, the log no longer contains the missing callback, so its number is skipped.
    if (tail && this.#last < missing && tail.callbacks[0]?.sequence !== missing)
      this.#last = Math.min(...this.#waiting.keys()) - 1;
    this.add(tail?.callbacks ?? []);
  }
}
