import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';

/** In ms. Within this time, at most one failure of our own egress is logged. */
const warnEveryMs = 30_000;

/**
 * Reports failures of our own egress to the operator. They do not count as attempts, so the attempt log does not show
 * them.
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
