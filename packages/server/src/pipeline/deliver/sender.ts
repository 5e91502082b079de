// biome-ignore-all lint/style/noNonNullAssertion: called only if there is a proxy
import type { Endpoint } from '../../domain/endpoint.ts';
import { Slab } from '../../platform/slab.ts';
import type { Tracing } from '../../tracing/tracing.ts';
import type { AttemptResponse } from '../model/attempt-outcome.ts';
import type { QueuedDelivery } from '../model/queued-delivery.ts';
import { deliveryHeaders } from './delivery-headers.ts';
import { AddressGuard, type GuardPolicy } from './egress/address-guard.ts';
import type { Egress } from './egress/egress.ts';
import { Pools } from './egress/pools.ts';
import { ProxyAlive } from './egress/proxy/proxy-alive.ts';
import { vetHeaders } from './header-value.ts';
import { HttpExchange, requestText } from './http/http-client.ts';
import { traceAttempt } from './trace-attempt.ts';

/** In ms. Checking all deadlines at once is cheaper than a timer for each request. */
const deadlineInterval = 250;

/** Reports an `AttemptResponse` for every request, even a failed one. After `close`, it reports nothing more. */
export class Sender {
  readonly guard: AddressGuard;
  readonly #pools: Pools;
  readonly #exchanges = new Slab<HttpExchange>();
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

  send(endpoint: Endpoint, delivery: QueuedDelivery, done: (response: AttemptResponse) => void): void {
    const now = Date.now();
    const attempt = this.#tracing && traceAttempt(this.#tracing, endpoint, delivery);
    const report = attempt ? attempt.andThen(done) : done;
    const exchange = new HttpExchange(endpoint.timeoutMs, (response) => {
      if (this.#proxyAlive && isDoubtful(response)) void this.#blame(response, number, report);
      else this.#end(response, number, report);
    });
    const number = this.#exchanges.add(exchange);
    try {
      this.#vet(endpoint);
      const headers = deliveryHeaders(endpoint, delivery, now);
      if (attempt) headers.push('traceparent', attempt.traceparent);
      const { text, encoding } = requestText(endpoint, headers, delivery.body);
      this.#pools.of(endpoint).send(text, encoding, exchange);
    } catch (error) {
      // The exchange must not fail inside `send`, because the caller is still updating its state.
      queueMicrotask(() => exchange.fail(error as Error));
    }
  }

  #end(response: AttemptResponse, number: number, done: (response: AttemptResponse) => void): void {
    this.#exchanges.take(number);
    // After `close`, another process may already be sending the deliveries.
    if (!this.#closed) done(response);
  }

  /** Reports a failure of the proxy if the proxy does not respond. */
  async #blame(
    response: AttemptResponse,
    number: number,
    done: (response: AttemptResponse) => void,
  ): Promise<void> {
    const alive = await this.#proxyAlive!.check();
    this.#end(alive ? response : { ...response, error: 'PROXY_FAILED', cause: null }, number, done);
  }

  /** The aborted requests report no outcome. */
  close(): void {
    this.#closed = true;
    clearInterval(this.#clock);
    this.#pools.close();
  }

  /** Vets each endpoint object once. Any change of an endpoint makes a new object. */
  #vet(endpoint: Endpoint): void {
    if (this.#vetted.has(endpoint)) return;
    this.guard.vetUrl(endpoint.url);
    vetHeaders(endpoint.headers);
    this.#vetted.add(endpoint);
  }

  #expire(): void {
    const now = performance.now();
    for (const exchange of this.#exchanges.all()) if (now >= exchange.deadline) exchange.expire();
  }
}

const isDoubtful = ({ status, error }: AttemptResponse): boolean =>
  status === null && (error === 'CONNECTION_LOST' || error === 'TIMEOUT' || error === 'CONNECT_TIMEOUT');
