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
 * Collects events that are published at the same time. A batch costs the store one call and one commit, whatever its
 * size.
 */
export class PublishBatcher {
  readonly #write: Write;
  readonly #queue = new PublicationQueue<Waiting>();
  /** Whether a batch is being written, or is about to be. */
  #busy = false;

  constructor(write: Write) {
    this.#write = write;
  }

  publish(publication: Publication): Promise<PublicationResult> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ publication, resolve, reject });
      this.#start();
    });
  }

  /** Learns from a batch what the next ones will cost. */
  learn(handoff: Handoff): void {
    this.#queue.learn(handoff);
  }

  /** Waits until the sockets that are readable now have been read, because their requests belong to this batch. */
  #start(): void {
    if (this.#busy) return;
    this.#busy = true;
    setImmediate(() => void this.#flush());
  }

  /**
   * Sends the next batch before the results of this one are given out. Each result causes an HTTP response, and
   * sending all of them takes as long as the database takes to write a batch. So both happen at the same time.
   */
  async #flush(): Promise<void> {
    const batch = this.#queue.take();
    const results = await this.#resultsOf(batch);
    if (!this.#queue.isEmpty) void this.#flush();
    else this.#busy = false;
    await this.#settle(batch, results);
  }

  /**
   * One publication can make its whole batch fail. So each half of the batch is written again, until only that
   * publication fails.
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

/** Gives out the results, and returns the publications that must be written again. */
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
