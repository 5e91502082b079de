import type { Logger } from 'pino';
import { pause } from './deadline.ts';

export interface LoopOptions {
  /** The name of the loop in the log, such as `mail`. */
  name: string;
  log: Logger;
  intervalMs: number;
  /**
   * One round of the work. Resolves with true if there is more to do at once. The signal aborts when the loop is
   * closed.
   */
  run(signal: AbortSignal): Promise<unknown>;
  /** The pause grows with each error, up to this limit. */
  maxBackoffMs?: number;
}

/** The maximum number of different errors that are logged before a round succeeds. */
const mostLogged = 20;

export class Loop {
  readonly #options: Required<LoopOptions>;
  readonly #stop = new AbortController();
  #woken = new AbortController();
  #failures = 0;
  readonly #logged = new Set<string>();
  #running: Promise<void> | undefined;

  constructor(options: LoopOptions) {
    this.#options = { maxBackoffMs: Math.max(options.intervalMs, 5000), ...options };
  }

  /** Resolves after the first round. */
  start(): Promise<void> {
    const first = Promise.withResolvers<void>();
    this.#running = this.#go(first.resolve);
    return first.promise;
  }

  /** Begins the next round now, or right after the running one. */
  wake(): void {
    this.#woken.abort();
  }

  /** Waits for the running round. */
  async close(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #go(onFirst: () => void): Promise<void> {
    while (!this.#stop.signal.aborted) {
      this.#woken = new AbortController();
      const isMore = await this.#round();
      onFirst();
      if (isMore) continue;
      await pause(this.#pauseMs(), AbortSignal.any([this.#stop.signal, this.#woken.signal]));
    }
    onFirst();
  }

  async #round(): Promise<boolean> {
    try {
      const isMore = (await this.#options.run(this.#stop.signal)) === true;
      this.#failures = 0;
      this.#logged.clear();
      return isMore;
    } catch (error) {
      this.#failures++;
      this.#report(error);
      return false;
    }
  }

  /** Logs an error only once until a round has succeeded. */
  #report(error: unknown): void {
    const text = String(error);
    if (this.#stop.signal.aborted || this.#logged.has(text)) return;
    if (this.#logged.size === mostLogged) this.#logged.clear();
    this.#logged.add(text);
    this.#options.log.error({ err: error }, `${this.#options.name}.failed`);
  }

  #pauseMs(): number {
    const { intervalMs, maxBackoffMs } = this.#options;
    return Math.min(intervalMs * 2 ** this.#failures, Math.max(intervalMs, maxBackoffMs));
  }
}
