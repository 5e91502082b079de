// biome-ignore-all lint/style/noNonNullAssertion: there is a result for each publication
import { StoreUnavailable } from '../../platform/store-unavailable.ts';
import type { Handoff } from '../model/handoff.ts';
import type { Publication, PublicationResult } from '../model/publication.ts';
import { PublicationQueue } from './publication-queue.ts';

interface Waiting {
  publication: Publication;
  resolve(result: PublicationResult): void;
  reject(error: unknown): void;
}

/** One result for each publication, in order. A result is an error if the event could not be stored. */
type Results = readonly (PublicationResult | Error)[];

/** Writes a batch. Rejects if no event could be stored. */
type Write = (batch: Publication[]) => Promise<Results>;

/**
 * Collects events that are published at the same time. Whatever its size, a batch costs one call of the store, and one
 * commit on SQLite. On PostgreSQL, it costs one commit for each tenant and mode in it.
 *
 * While one batch is written, the next one grows. When the next one is as large as the first, it is sent at once, so
 * that the database does not wait for the main thread. If it stays smaller, it is sent when the first has been written,
 * because an event costs less in a larger batch. The store writes the batches of one tenant and mode in the order in
 * which they are sent.
 */
export class PublishBatcher {
  readonly #write: Write;
  readonly #queue = new PublicationQueue<Waiting>();
  /**
   * The batches that are being written: at most two. When a failed batch is written again in parts, the parts are not
   * included.
   */
  readonly #inFlight = new Set<readonly Waiting[]>();
  #scheduled = false;

  constructor(write: Write) {
    this.#write = write;
  }

  publish(publication: Publication): Promise<PublicationResult> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ publication, resolve, reject });
      this.#start();
    });
  }

  learn(handoff: Handoff): void {
    this.#queue.learn(handoff);
  }

  /**
   * Sends the next batch after the event loop has read the requests that have arrived by now, so that the batch
   * also contains their events.
   */
  #start(): void {
    if (this.#scheduled || !this.#isBatchReady) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#flush();
    });
  }

  get #isBatchReady(): boolean {
    if (this.#queue.length === 0 || this.#inFlight.size > 1) return false;
    const [written] = this.#inFlight;
    return !written || this.#queue.length >= written.length;
  }

  #flush(): void {
    if (this.#isBatchReady) void this.#send(this.#queue.take());
  }

  /**
   * Sends a batch. When the batch has been written, first sends the next batch, if that is ready, and then gives out
   * the results of the written batch. Each result causes an HTTP response. Sending these responses takes about as long
   * as writing a batch, so the database writes the next batch meanwhile.
   */
  async #send(batch: readonly Waiting[]): Promise<void> {
    this.#inFlight.add(batch);
    const results = await this.#resultsOf(batch);
    this.#inFlight.delete(batch);
    this.#flush();
    await this.#settle(batch, results);
  }

  /**
   * Gives out the results of a batch. One publication can make its whole batch fail. Therefore the publications that
   * failed are divided into two halves, and each half is written again, and so on, until only that publication fails. A
   * publication that failed because the store was unavailable is not written again.
   */
  async #settle(batch: readonly Waiting[], results: Results): Promise<void> {
    const failed = giveOut(batch, results);
    if (failed.length === 0) return;
    const half = Math.ceil(failed.length / 2);
    for (const part of [failed.slice(0, half), failed.slice(half)]) {
      if (part.length > 0) await this.#settle(part, await this.#resultsOf(part));
    }
  }

  async #resultsOf(batch: readonly Waiting[]): Promise<Results> {
    const writing = this.#write(batch.map(({ publication }) => publication));
    return writing.catch((error: Error) => batch.map(() => error));
  }
}

/** Passes each result to the caller that published the event. Returns the publications that must be written again. */
function giveOut(batch: readonly Waiting[], results: Results): Waiting[] {
  const failed: Waiting[] = [];
  for (const [index, waiting] of batch.entries()) {
    const result = results[index]!;
    if (!(result instanceof Error)) waiting.resolve(result);
    else if (result instanceof StoreUnavailable || batch.length === 1) waiting.reject(result);
    else failed.push(waiting);
  }
  return failed;
}
