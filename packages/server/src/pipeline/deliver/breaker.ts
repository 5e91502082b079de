import { probeWaitMs } from '../../domain/probe-wait.ts';

/*
 * While the breaker is open, no attempts are made. After a wait, one probe may be sent. A success closes the breaker,
 * and a failed probe doubles the wait.
 */

const failuresToOpen = 5;

export class Breaker {
  #failures = 0;
  #openUntil = 0;
  #failedProbes = 0;
  /** The delivery whose request is the probe in flight. */
  #probe: object | undefined;

  /** Nothing may be sent before this time. 0 while the breaker is closed. */
  get openUntil(): number {
    return this.#openUntil;
  }

  get failures(): number {
    return this.#failures;
  }

  get state(): 'closed' | 'open' | 'half-open' {
    if (this.#openUntil === 0) return 'closed';
    return this.#probe ? 'half-open' : 'open';
  }

  /** Call this if the endpoint was already failing when this process took it over. A probe may be sent at once. */
  reopen(now: number): void {
    this.#openUntil = now;
  }

  mayStart(now: number): boolean {
    return this.#openUntil === 0 || (!this.#probe && now >= this.#openUntil);
  }

  started(delivery: object): void {
    if (this.#openUntil !== 0) this.#probe = delivery;
  }

  /** Permits the next probe at once, as the endpoint's owner has requested. */
  endWait(now: number): void {
    this.#openUntil = Math.min(this.#openUntil, now);
  }

  succeeded(): void {
    this.#failures = 0;
    this.#openUntil = 0;
    this.#failedProbes = 0;
    this.#probe = undefined;
  }

  /** Call this if a request shows nothing about the endpoint. If it was the probe, another one may be sent. */
  skipped(delivery: object): void {
    if (this.#probe === delivery) this.#probe = undefined;
  }

  failed(delivery: object, now: number): void {
    this.#failures++;
    const wasProbe = this.#probe === delivery;
    if (wasProbe) this.#probe = undefined;
    // A request that was already in flight when the breaker opened does not extend the wait.
    if (this.#openUntil !== 0 && !wasProbe) return;
    if (!wasProbe && this.#failures < failuresToOpen) return;
    if (wasProbe) this.#failedProbes++;
    this.#openUntil = now + probeWaitMs(this.#failedProbes);
  }
}
