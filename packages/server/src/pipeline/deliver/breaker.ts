import { probeWaitMs } from '../../domain/probe-wait.ts';

/*
 * The circuit breaker of one endpoint. While it is open, no attempts are made. After a wait, one probe may be sent.
 * While the probe is in flight, the breaker is half-open. A success closes the breaker. A failed probe doubles the
 * wait, up to a limit.
 */

const failuresToOpen = 5;

export class Breaker {
  #failures = 0;
  #openUntil = 0;
  /** How many probes have failed since the breaker opened. */
  #failedProbes = 0;
  /** The delivery whose request is the probe in flight. */
  #probe: object | undefined;

  /**
   * The time until which nothing may be sent, on the same clock as the parameter `now` of `failed`. It is 0 while the
   * breaker is closed.
   */
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

  /**
   * Call this if the endpoint was already failing when this process began to deliver to it. The breaker is then open,
   * and a probe may be sent at once.
   */
  reopen(now: number): void {
    this.#openUntil = now;
  }

  mayStart(now: number): boolean {
    return this.#openUntil === 0 || (!this.#probe && now >= this.#openUntil);
  }

  started(delivery: object): void {
    if (this.#openUntil !== 0) this.#probe = delivery;
  }

  /** Permits the next probe at once, because the endpoint's owner has requested one. */
  endWait(now: number): void {
    this.#openUntil = Math.min(this.#openUntil, now);
  }

  succeeded(): void {
    this.#failures = 0;
    this.#openUntil = 0;
    this.#failedProbes = 0;
    this.#probe = undefined;
  }

  /** Call this when a request has failed in our own egress. If it was the probe, another one may then be sent. */
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
