import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';

/** While it goes on failing, it is told so often. */
const warnEveryMs = 30_000;

/** Our own way out failing costs receivers nothing, so nobody but the operator can notice: it is counted and told. */
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
