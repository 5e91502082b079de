import { Failure } from '../failure.ts';

/** Counts what goes wrong for each key in a window of time, and refuses when it was too often. */
export class AttemptLimiter {
  readonly #options: { limit: number; window: number; now(): number };
  readonly #counts = new Map<string, { count: number; until: number }>();

  /** `window` in milliseconds. */
  constructor(options: { limit: number; window: number; now(): number }) {
    this.#options = options;
  }

  /** Throws REQUEST_LIMIT_EXCEEDED while the key has used up its attempts. */
  check(key: string): void {
    const entry = this.#counts.get(key);
    if (entry && entry.until > this.#options.now() && entry.count >= this.#options.limit) {
      throw new Failure('REQUEST_LIMIT_EXCEEDED', 'Too many wrong attempts. Wait a minute.');
    }
  }

  count(key: string): void {
    const now = this.#options.now();
    const entry = this.#counts.get(key);
    if (entry && entry.until > now) entry.count++;
    else this.#counts.set(key, { count: 1, until: now + this.#options.window });
    if (this.#counts.size > 10_000) this.#forgetOld(now);
  }

  #forgetOld(now: number): void {
    for (const [key, { until }] of this.#counts) if (until <= now) this.#counts.delete(key);
    // An attacker with very many addresses gets a clean slate rather than our memory.
    if (this.#counts.size > 10_000) this.#counts.clear();
  }
}
