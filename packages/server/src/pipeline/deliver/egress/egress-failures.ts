import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';

/** How often a continuing failure is logged, in ms. */
const warnEveryMs = 30_000;

/**
 * A failure of our own egress costs receivers nothing, so only the operator can notice it. It is counted and logged.
 */
export class EgressFailures {
  readonly #log: Logger;
  readonly #counter: Counter;
  #warnedAt = Number.NEGATIVE_INFINITY;
  #since = 0;

  constructor({ log, metrics }: { log: Logger; metrics: Registry }) {
    this.#log = log;
    this.#counter = new Counter({
      name: 'winkwire_egress_failures_total',
      help: 'Times that our own way out, the egress proxy or address, failed.',
      registers: [metrics],
    });
  }

  add({ message }: Error): void {
    this.#counter.inc();
    this.#since++;
    const now = performance.now();
    if (now - this.#warnedAt < warnEveryMs) return;
    this.#log.warn({ reason: message, failures: this.#since }, 'egress.failed');
    this.#warnedAt = now;
    this.#since = 0;
  }
}
