import { hash, randomBytes } from 'node:crypto';

/** Milliseconds between two looks for buckets that are full again. */
const sweepInterval = 1000;
/** Shared buckets for addresses that find no room for one of their own. */
const sharedBuckets = 1024;

export interface RateLimiterOptions {
  /** Tokens a second. */
  rate: number;
  /** The most that a bucket holds; those of one second unless given. */
  burst?: number;
  now(): number;
  /** The most buckets that are kept; beyond it newcomers share. */
  most?: number;
}

/**
 * A token bucket for each key. A bucket is one number: the time at which it will be full. One that is full again is
 * forgotten, so memory holds only who came within the last seconds. When even that is too much, nobody is forgotten
 * early: newcomers share buckets, which a secret assigns them, until there is room again.
 */
export class RateLimiter {
  readonly #options: Required<RateLimiterOptions>;
  /** By key, when its bucket is full. */
  readonly #fullAt = new Map<string, number>();
  readonly #secret = randomBytes(16).toString('hex');
  #sweptAt = Number.NEGATIVE_INFINITY;

  constructor({ most = 100_000, burst, ...options }: RateLimiterOptions) {
    this.#options = { most, burst: burst ?? options.rate, ...options };
  }

  get size(): number {
    return this.#fullAt.size;
  }

  /** Takes `weight` tokens, if there are that many. Otherwise takes none and returns the milliseconds until there are. */
  take(key: string, weight: number): number {
    const { rate, burst, now } = this.#options;
    const at = now();
    const bucket = this.#bucketOf(key, at);
    const fullAt = Math.max(this.#fullAt.get(bucket) ?? at, at) + (weight * 1000) / rate;
    const wait = fullAt - at - (burst * 1000) / rate;
    // A rounding error must not refuse a request.
    if (wait > 0.001) return wait;
    this.#move(bucket, weight, at);
    return 0;
  }

  /** Takes tokens whether they are there or not; a negative weight gives some back. */
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
    if (at - this.#sweptAt < sweepInterval) return;
    this.#sweptAt = at;
    for (const [key, fullAt] of this.#fullAt) if (fullAt <= at) this.#fullAt.delete(key);
  }
}
