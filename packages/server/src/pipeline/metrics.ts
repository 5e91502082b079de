import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { Answer } from './attempt-log/outcome.ts';
import type { Verdict } from './deliver/verdict.ts';

/** What the gauges show when they are asked. */
export interface QueueState {
  endpoints: number;
  /** First attempts that were not made. */
  waiting: number;
  /** Deliveries in memory that have not started. */
  inMemory: number;
  underWay: number;
  /** Seconds since the longest overdue retry was due. */
  overdueSeconds: number;
  openBreakers: number;
}

const buckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25];

/** Prometheus metrics of the pipeline, each stage its own. */
export class PipelineMetrics {
  readonly #attempts: Counter<'outcome'>;
  readonly #duration: Histogram;
  readonly #latency: Histogram;

  constructor(registry: Registry, state: () => QueueState) {
    const registers = [registry];
    this.#attempts = new Counter({
      name: 'winkwire_attempts_total',
      help: 'Requests to receivers by what came of them: delivered, retry, give-up, disable.',
      labelNames: ['outcome'],
      registers,
    });
    this.#duration = new Histogram({
      name: 'winkwire_attempt_seconds',
      help: 'From the start of a request to the end of its answer.',
      buckets,
      registers,
    });
    this.#latency = new Histogram({
      name: 'winkwire_first_delivery_seconds',
      help: 'From the storing of an event to the answer to its first attempt.',
      buckets,
      registers,
    });
    const gauges: [name: string, help: string, value: keyof QueueState][] = [
      ['winkwire_endpoints', 'Endpoints that this process delivers for.', 'endpoints'],
      ['winkwire_deliveries_waiting', 'Deliveries whose first attempt was not made.', 'waiting'],
      ['winkwire_deliveries_in_memory', 'Deliveries in memory that have not started.', 'inMemory'],
      ['winkwire_requests_under_way', 'Requests to receivers under way.', 'underWay'],
      ['winkwire_overdue_seconds', 'How long the oldest due retry has been due.', 'overdueSeconds'],
      ['winkwire_breakers_open', 'Endpoints whose circuit breaker is not closed.', 'openBreakers'],
    ];
    for (const [name, help, value] of gauges) {
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(state()[value]);
        },
      });
    }
  }

  attempted(answer: Answer, verdict: Verdict, first: { createdAt: number; now: number } | undefined): void {
    this.#attempts.inc({ outcome: verdict.kind });
    this.#duration.observe(answer.durationMs / 1000);
    if (first) this.#latency.observe((first.now - first.createdAt) / 1000);
  }
}
