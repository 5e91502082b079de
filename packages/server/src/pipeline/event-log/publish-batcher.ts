// biome-ignore-all lint/style/noNonNullAssertion: there is a result for each publication
import { StoreUnavailable } from '../../platform/store-unavailable.ts';
import type { Handoff } from '../model/handoff.ts';
import type { Publication, PublicationResult } from '../model/publication.ts';
import { EventCosts } from './event-costs.ts';
import { PublicationQueue } from './publication-queue.ts';

interface Waiting {
  publication: Publication;
  resolve(result: PublicationResult): void;
  reject(error: unknown): void;
}

/** Resolves with one result for each publication, in order. Rejects if no event could be stored. */
export type Write = (batch: Publication[]) => Promise<PublicationResult[]>;

interface Options {
  costs?: EventCosts;
  /** Called whenever no event is unwritten. */
  onEmpty?: () => void;
}

/**
 * Collects events that are published at the same time, because a batch of any size costs about one commit.
 *
 * The next batch is sent when the one in flight has been written, or when the queue has as many events as that one.
 * Batches of one tenant and mode are stored in order.
 */
export class PublishBatcher {
  readonly #write: Write;
  readonly #costs: EventCosts;
  readonly #onEmpty: () => void;
  readonly #queue: PublicationQueue<Waiting>;
  /** At most two batches. The parts of a failed batch are not included. */
  readonly #inFlight: (readonly Waiting[])[] = [];
  #scheduled = false;

  constructor(write: Write, { costs = new EventCosts(), onEmpty = () => {} }: Options = {}) {
    this.#write = write;
    this.#costs = costs;
    this.#onEmpty = onEmpty;
    this.#queue = new PublicationQueue(costs);
  }

  publish(publication: Publication): Promise<PublicationResult> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ publication, resolve, reject });
      this.#start();
    });
  }

  learn(handoff: Handoff): void {
    this.#costs.learn(handoff);
  }

  /** Waits for the requests that have already arrived, so that the batch contains their events too. */
  #start(): void {
    if (this.#scheduled || !this.#isBatchReady) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#flush();
    });
  }

  get #isBatchReady(): boolean {
    if (this.#queue.length === 0 || this.#inFlight.length > 1) return false;
    const [written] = this.#inFlight;
    return !written || this.#queue.length >= written.length;
  }

  #flush(): void {
    while (this.#isBatchReady) void this.#send(this.#queue.take());
    if (this.#queue.length === 0 && this.#inFlight.length === 0) this.#onEmpty();
  }

  /** Sends the next batch before the HTTP responses of this one, because these take as long as the write of a batch. */
  async #send(batch: readonly Waiting[]): Promise<void> {
    this.#inFlight.push(batch);
    const results = await this.#resultsOf(batch);
    this.#inFlight.splice(this.#inFlight.indexOf(batch), 1);
    this.#flush();
    await this.#settle(batch, results);
  }

  /**
   * One publication can make its whole batch fail. The batch is written again in halves, which are halved again, until
   * only the publication that causes the error fails.
   */
  async #settle(batch: readonly Waiting[], results: PublicationResult[] | Error): Promise<void> {
    if (!(results instanceof Error)) {
      for (const [index, { resolve }] of batch.entries()) resolve(results[index]!);
    } else if (results instanceof StoreUnavailable || batch.length === 1) {
      for (const { reject } of batch) reject(results);
    } else {
      const half = Math.ceil(batch.length / 2);
      for (const part of [batch.slice(0, half), batch.slice(half)])
        await this.#settle(part, await this.#resultsOf(part));
    }
  }

  async #resultsOf(batch: readonly Waiting[]): Promise<PublicationResult[] | Error> {
    const writing = this.#write(batch.map(({ publication }) => publication));
    return writing.catch((error: Error) => error);
  }
}
