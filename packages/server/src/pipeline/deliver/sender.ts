import type { Endpoint } from '../../domain/endpoint.ts';
import type { Tracing } from '../../tracing/tracing.ts';
import type { AttemptResponse } from '../model/attempt-outcome.ts';
import type { QueuedDelivery } from '../model/queued-delivery.ts';
import { AddressGuard, type GuardPolicy } from './address-guard.ts';
import { deliveryHeaders } from './delivery-headers.ts';
import type { Egress } from './egress.ts';
import { Exchange } from './exchange.ts';
import { vetHeaders } from './header-value.ts';
import { Pools } from './pools.ts';
import { ProxyAlive } from './proxy-alive.ts';
import { requestText } from './request-text.ts';
import { traceAttempt } from './trace-attempt.ts';

/** Deadlines are looked at so often: a timeout may be late by as much. One timer for all costs less than one each. */
const deadlineInterval = 250;

/** Makes the requests. An answer always comes, also for a request that failed: failures are data. */
export class Sender {
  readonly guard: AddressGuard;
  readonly #pools: Pools;
  readonly #exchanges = new Set<Exchange>();
  readonly #vetted = new WeakSet<Endpoint>();
  readonly #proxyAlive: ProxyAlive | undefined;
  readonly #tracing: Tracing | undefined;
  readonly #clock: NodeJS.Timeout;
  #closed = false;

  constructor(options: { guard: GuardPolicy; egress: Egress; tracing?: Tracing | undefined }) {
    this.guard = new AddressGuard(options.guard);
    this.#tracing = options.tracing;
    const { egress } = options;
    this.#pools = new Pools(this.guard, egress);
    this.#proxyAlive = egress.proxy ? new ProxyAlive({ ...egress, proxy: egress.proxy }) : undefined;
    this.#clock = setInterval(() => this.#expire(), deadlineInterval).unref();
  }

  get inFlight(): number {
    return this.#exchanges.size;
  }

  send(endpoint: Endpoint, delivery: QueuedDelivery, done: (answer: AttemptResponse) => void): void {
    const now = Date.now();
    const attempt = this.#tracing && traceAttempt(this.#tracing, endpoint, delivery);
    const told = attempt ? attempt.andThen(done) : done;
    const exchange = new Exchange(endpoint.timeoutMs, (answer, ended) => {
      if (this.#proxyAlive && isDoubtful(answer)) void this.#clear(answer, ended, told);
      else this.#end(answer, ended, told);
    });
    this.#exchanges.add(exchange);
    try {
      this.#vet(endpoint);
      const headers = deliveryHeaders(endpoint, delivery, now);
      if (attempt) headers.push('traceparent', attempt.traceparent);
      const { text, encoding } = requestText(endpoint, headers, delivery.body);
      this.#pools.of(endpoint).send(text, encoding, exchange);
    } catch (error) {
      // Never inside `send`: the caller is in the middle of its bookkeeping.
      queueMicrotask(() => exchange.failed(error as Error));
    }
  }

  #end(answer: AttemptResponse, exchange: Exchange, done: (answer: AttemptResponse) => void): void {
    this.#exchanges.delete(exchange);
    // What we broke off ourselves is no failure of the receiver's, and another process may be sending it by now.
    if (!this.#closed) done(answer);
  }

  /** Who failed, the receiver or the proxy? */
  async #clear(
    answer: AttemptResponse,
    exchange: Exchange,
    done: (answer: AttemptResponse) => void,
  ): Promise<void> {
    const alive = await this.#proxyAlive!.ask();
    this.#end(alive ? answer : { ...answer, error: 'PROXY_FAILED', cause: null }, exchange, done);
  }

  /** Breaks off what is under way; nobody is told any more. */
  close(): void {
    this.#closed = true;
    clearInterval(this.#clock);
    this.#pools.close();
  }

  /** What a URL and the headers say of themselves changes only with the endpoint, which is read anew then: it is vetted once for each. */
  #vet(endpoint: Endpoint): void {
    if (this.#vetted.has(endpoint)) return;
    this.guard.vetUrl(endpoint.url);
    vetHeaders(endpoint.headers);
    this.#vetted.add(endpoint);
  }

  #expire(): void {
    const now = performance.now();
    for (const exchange of this.#exchanges) if (now >= exchange.deadline) exchange.expire();
  }
}

const isDoubtful = ({ status, error }: AttemptResponse): boolean =>
  status === null && (error === 'CONNECTION_LOST' || error === 'TIMEOUT' || error === 'CONNECT_TIMEOUT');
