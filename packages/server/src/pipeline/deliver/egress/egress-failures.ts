import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';

/** While our own egress keeps failing, the failure is logged at most once in this many ms. */
const warnEveryMs = 30_000;

/**
 * Counts and logs failures of our own egress for the operator. Such a failure does not count as an attempt, so the
 * attempt log does not show it.
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
      help: 'How often our own egress failed, because of the proxy, the local address, or a lack of file descriptors or memory for sockets.',
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
