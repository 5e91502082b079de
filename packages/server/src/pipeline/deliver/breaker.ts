/*
 * The circuit breaker of one endpoint. While it is open no attempt is spent; after the wait one probe may go, and
 * its answer closes the breaker or doubles the wait.
 */

const failuresToOpen = 5;
const firstWait = 5_000;
/** Short enough that the promise of two retries within two minutes or so survives an outage that ends. */
const longestWait = 60_000;

export class Breaker {
  #failures = 0;
  #openUntil = 0;
  #wait = 0;
  #probing = false;

  /** Until when nothing may be sent, on the clock that `failed` was given; 0 while closed. */
  get openUntil(): number {
    return this.#openUntil;
  }

  /** One after the other, without a success. */
  get failures(): number {
    return this.#failures;
  }

  get state(): 'closed' | 'open' | 'half-open' {
    if (this.#openUntil === 0) return 'closed';
    return this.#probing ? 'half-open' : 'open';
  }

  mayStart(now: number): boolean {
    return this.#openUntil === 0 || (!this.#probing && now >= this.#openUntil);
  }

  started(): void {
    if (this.#openUntil !== 0) this.#probing = true;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#openUntil = 0;
    this.#wait = 0;
    this.#probing = false;
  }

  /** The probe could not be made, through no fault of the receiver: it says nothing, and another may be. */
  spared(): void {
    this.#probing = false;
  }

  failed(now: number): void {
    this.#failures++;
    const wasProbe = this.#probing;
    this.#probing = false;
    // Requests that were under way when it opened say nothing new.
    if (this.#openUntil !== 0 && !wasProbe) return;
    if (!wasProbe && this.#failures < failuresToOpen) return;
    this.#wait = this.#wait === 0 ? firstWait : Math.min(this.#wait * 2, longestWait);
    this.#openUntil = now + this.#wait;
  }
}
