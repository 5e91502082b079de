import type { Registry } from 'prom-client';
import type { AttemptResponse } from '../pipeline/model/attempt-outcome.ts';
import type { Verdict } from '../pipeline/model/verdict.ts';
import { exposeCounter, exposeGauge, exposeGauges, exposeHistogram } from './expose.ts';
import { FastCounter } from './fast-counter.ts';
import { FastHistogram } from './fast-histogram.ts';

export interface QueueState {
  /** The number of endpoints by state: paused, or the state of the circuit breaker. */
  endpoints: Record<'closed' | 'open' | 'half-open' | 'paused', number>;
  /** Deliveries without a recorded first attempt, of active and of paused webhooks. */
  pending: Record<'active' | 'paused', number>;
  inMemory: number;
  inFlight: number;
}

const requestBounds = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25];
/** The bounds of `#receipt`, in seconds. With retries, an event may reach an endpoint days after it was stored. */
const receiptBounds = [...requestBounds, 60, 300, 1800, 7200, 43_200, 259_200];
const statusClasses = ['', '1xx', '2xx', '3xx', '4xx', '5xx'];

/** Counting an attempt takes 60 ns. */
export class PipelineMetrics {
  readonly #attempts = new FastCounter();
  readonly #causes = new FastCounter();
  readonly #deliveries = new FastCounter();
  // Starts at 0, because Prometheus would not see the increase if the first value were 1.
  readonly #held = new FastCounter(['BODY_DAMAGED']);
  readonly #exchange = new FastHistogram(requestBounds);
  readonly #receipt = new FastHistogram(receiptBounds);

  constructor(registry: Registry, state: () => QueueState) {
    exposeCounter(registry, this.#attempts, {
      name: 'winkwire_attempts_total',
      help: 'Requests to receivers, by class of the status, or by the error if there was no response.',
      label: 'outcome',
    });
    exposeCounter(registry, this.#causes, {
      name: 'winkwire_attempt_causes_total',
      help: 'Attempts that got no usable response, by cause. Attempts without a cause are not counted.',
      label: 'cause',
    });
    exposeCounter(registry, this.#held, {
      name: 'winkwire_deliveries_held_total',
      help: 'Deliveries that were not sent because of their content, by reason: BODY_DAMAGED.',
      label: 'reason',
    });
    exposeCounter(registry, this.#deliveries, {
      name: 'winkwire_deliveries_total',
      help: 'Attempts, by verdict on the delivery: delivered, retry, give-up, disable.',
      label: 'verdict',
    });
    exposeHistogram(registry, this.#exchange, {
      name: 'winkwire_exchange_seconds',
      help: 'From the start of a request to the end of its response.',
    });
    exposeHistogram(registry, this.#receipt, {
      name: 'winkwire_event_to_receipt_seconds',
      help: 'From the storing of an event to its receipt by an endpoint, retries included.',
    });
    exposeGauges(registry, {
      name: 'winkwire_endpoints',
      help: 'Endpoints that this process delivers for, by state: paused, or the state of the circuit breaker.',
      label: 'state',
      read: () => state().endpoints,
    });
    exposeGauges(registry, {
      name: 'winkwire_deliveries_waiting',
      help: 'Deliveries of this process that have no recorded first attempt, by state of the endpoint: active or paused.',
      label: 'endpoint',
      read: () => state().pending,
    });
    exposeGauge(registry, {
      name: 'winkwire_deliveries_in_memory',
      help: 'Deliveries in memory that are not in flight, including retries.',
      read: () => state().inMemory,
    });
    exposeGauge(registry, {
      name: 'winkwire_requests_under_way',
      help: 'Requests in flight to receivers.',
      read: () => state().inFlight,
    });
  }

  /** Counts a delivery whose body has changed since it was stored. */
  damaged(): void {
    this.#held.add('BODY_DAMAGED');
  }

  /** `waitedMs` is the time since the event was stored. */
  attempted(response: AttemptResponse, verdict: Verdict, waitedMs: number): void {
    const { status, error, cause, durationMs } = response;
    this.#attempts.add(
      status === null ? (error ?? 'CONNECTION_LOST') : (statusClasses[(status / 100) | 0] ?? 'other'),
    );
    if (cause !== null) this.#causes.add(cause);
    this.#deliveries.add(verdict.kind);
    this.#exchange.observe(durationMs / 1000);
    if (verdict.kind === 'delivered') this.#receipt.observe(waitedMs / 1000);
  }
}
