import { StoreUnavailable } from '../../platform/store-unavailable.ts';
import type { Handoff } from '../model/handoff.ts';
import type { Publication, PublicationResult } from '../model/publication.ts';
import { PublicationQueue } from './publication-queue.ts';

interface Waiting {
  publication: Publication;
  resolve(result: PublicationResult): void;
  reject(error: unknown): void;
}

/** What came of each, in their order: an error where it could not be stored. */
type Results = readonly (PublicationResult | Error)[];

/** Rejects when none could be stored. */
type Write = (batch: Publication[]) => Promise<Results>;

/** Gathers what is published meanwhile: each batch costs the store one call and one commit, however many events it holds. */
export class PublishBatcher {
  readonly #write: Write;
  readonly #waiting = new PublicationQueue<Waiting>();
  /** A batch is being written, or is about to be. */
  #busy = false;

  constructor(write: Write) {
    this.#write = write;
  }

  publish(publication: Publication): Promise<PublicationResult> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ publication, resolve, reject });
      this.#start();
    });
  }

  /** What events have led to, so that the next batches cost what they may. */
  learn(handoff: Handoff): void {
    this.#waiting.learn(handoff);
  }

  /** After the sockets that are readable now were read: their requests belong to this batch. */
  #start(): void {
    if (this.#busy) return;
    this.#busy = true;
    setImmediate(() => void this.#flush());
  }

  /**
   * What came meanwhile leaves before anybody is told of this batch: telling them, an answer of HTTP for each, takes as
   * long as the database takes to write, and who is told asks again.
   */
  async #flush(): Promise<void> {
    const batch = this.#waiting.take();
    const results = await this.#resultsOf(batch);
    if (!this.#waiting.isEmpty) void this.#flush();
    else this.#busy = false;
    await this.#settle(batch, results);
  }

  /** What is refused together may be the fault of one: its halves are tried apart, until that one is refused alone. */
  async #settle(batch: readonly Waiting[], results: Results): Promise<void> {
    const refused = tell(batch, results);
    if (refused.length === 0) return;
    const half = Math.ceil(refused.length / 2);
    for (const part of [refused.slice(0, half), refused.slice(half)]) {
      if (part.length > 0) await this.#settle(part, await this.#resultsOf(part));
    }
  }

  async #resultsOf(batch: readonly Waiting[]): Promise<Results> {
    const writing = this.#write(batch.map(({ publication }) => publication));
    return writing.catch((error: Error) => batch.map(() => error));
  }
}

/** Tells each what came of it; answers those that are worth another try. */
function tell(batch: readonly Waiting[], results: Results): Waiting[] {
  const refused: Waiting[] = [];
  for (const [index, waiting] of batch.entries()) {
    const result = results[index]!;
    if (!(result instanceof Error)) waiting.resolve(result);
    else if (result instanceof StoreUnavailable || batch.length === 1) waiting.reject(result);
    else refused.push(waiting);
  }
  return refused;
}
