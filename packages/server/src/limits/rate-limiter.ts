import { hash, randomBytes } from 'node:crypto';

/** Full buckets are deleted at most once in this many ms. */
const sweepIntervalMs = 1000;
/** When there is no room for more buckets, new keys share this many buckets. */
const sharedBuckets = 1024;

export interface RateLimiterOptions {
  /** Tokens per second. */
  rate: number;
  /** The capacity of a bucket. By default, the tokens of one second. */
  burst?: number;
  now(): number;
  /** The maximum number of buckets, not counting shared ones. When it is reached, new keys share buckets. */
  most?: number;
}

/**
 * Stores for each token bucket only the time at which it will be full. When there are `most` buckets, the full ones are
 * deleted. If none is full, a secret hash assigns each new key to a shared bucket.
 */
export class RateLimiter {
  readonly #options: Required<RateLimiterOptions>;
  readonly #fullAt = new Map<string, number>();
  readonly #secret = randomBytes(16).toString('hex');
  #sweptAt = Number.NEGATIVE_INFINITY;

  constructor({ most = 100_000, burst, ...options }: RateLimiterOptions) {
    this.#options = { most, burst: burst ?? options.rate, ...options };
  }

  get size(): number {
    return this.#fullAt.size;
  }

  /**
   * Takes `weight` tokens and returns 0. If there are too few, takes none and returns how many milliseconds to wait.
   */
  take(key: string, weight: number): number {
    const { rate, burst, now } = this.#options;
    const at = now();
    const bucket = this.#bucketOf(key, at);
    const fullAt = Math.max(this.#fullAt.get(bucket) ?? at, at) + (weight * 1000) / rate;
    const wait = fullAt - at - (burst * 1000) / rate;
    // At most 0.001 ms is a rounding error.
    if (wait > 0.001) return wait;
    this.#move(bucket, weight, at);
    return 0;
  }

  /** Takes tokens, even if there are too few. A negative weight returns tokens. */
  charge(key: string, weight: number): void {
    const at = this.#options.now();
    this.#move(this.#bucketOf(key, at), weight, at);
  }

  #move(bucket: string, weight: number, at: number): void {
    const fullAt = Math.max(this.#fullAt.get(bucket) ?? at, at) + (weight * 1000) / this.#options.rate;
    if (fullAt <= at) this.#fullAt.delete(bucket);
    else this.#fullAt.set(bucket, fullAt);
  }

  #bucketOf(key: string, at: number): string {
    if (this.#fullAt.has(key) || this.#fullAt.size < this.#options.most) return key;
    this.#sweep(at);
    if (this.#fullAt.size < this.#options.most) return key;
    return `shared ${Number.parseInt(hash('sha256', this.#secret + key).slice(0, 8), 16) % sharedBuckets}`;
  }

  #sweep(at: number): void {
    if (at - this.#sweptAt < sweepIntervalMs) return;
    this.#sweptAt = at;
    for (const [key, fullAt] of this.#fullAt) if (fullAt <= at) this.#fullAt.delete(key);
  }
}
