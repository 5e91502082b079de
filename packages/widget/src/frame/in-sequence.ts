import type { CallbackRecord } from '@winkwire/contract/callbacks';
import type { LogTail } from '@winkwire/contract/widget-api';

/** A missing number is usually in a response that is about to arrive. After this time, the log is read. */
const gapTimeoutMs = 1000;

interface Settings {
  /** Called once for each number, in order. */
  onNext: (callback: CallbackRecord) => void;
  readTail: (after: number) => Promise<LogTail>;
}

/**
 * Brings the callbacks of one session into the order of the log, whichever responses they arrive in. What no response has
 * brought, for example because the user has left an account that was being linked, is read from the log.
 */
export class InSequence {
  readonly #settings: Settings;
  readonly #waiting = new Map<number, CallbackRecord>();
  #gapTimer: ReturnType<typeof setTimeout> | undefined;
  #last = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** The number of the callback that was passed on last. */
  get last(): number {
    return this.#last;
  }

  /** Leaves out what an earlier page of a resumed session has received. */
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
    // The user's rows may have been erased. Then the number never comes.
    if (tail && this.#last < missing && tail.callbacks[0]?.sequence !== missing)
      this.#last = Math.min(...this.#waiting.keys()) - 1;
    this.add(tail?.callbacks ?? []);
  }
}
