import { StoreUnavailable } from '../../store/store-unavailable.ts';
import { takeBatch } from '../../store/take-batch.ts';
import type { Publication, PublicationResult } from './publication.ts';
import { charactersOf } from './render-event.ts';

interface Waiting {
  publication: Publication;
  resolve(result: PublicationResult): void;
  reject(error: unknown): void;
}

/** What came of each, in their order: an error where it could not be stored. Rejects when that goes for all. */
type Write = (batch: Publication[]) => Promise<(PublicationResult | Error)[]>;

const batchLimit = 500;
/**
 * Clients that were answered together ask again together, but not at once: for so long after a batch the next waits until
 * half as many have come. Without it the first to come has a commit of the disk for itself, and all others wait for
 * that one.
 */
const gatherMs = 0.5;

/** Gathers what is published meanwhile: each batch costs the store one call and one commit, however many events it holds. */
export class PublishBatcher {
  readonly #write: Write;
  #waiting: Waiting[] = [];
  #writing = false;
  #scheduled = false;
  #lastSize = 0;
  #lastAt = 0;

  constructor(write: Write) {
    this.#write = write;
  }

  publish(publication: Publication): Promise<PublicationResult> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ publication, resolve, reject });
      this.#schedule();
    });
  }

  /** After the sockets that are readable now were read: their requests belong to this batch. */
  #schedule(): void {
    if (this.#scheduled || this.#writing || this.#waiting.length === 0) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (this.#isGathering) this.#schedule();
      else void this.#flush();
    });
  }

  get #isGathering(): boolean {
    return this.#waiting.length * 2 < this.#lastSize && performance.now() - this.#lastAt < gatherMs;
  }

  async #flush(): Promise<void> {
    const batch = takeBatch(this.#waiting, batchLimit, ({ publication }) => charactersOf(publication.event));
    this.#writing = true;
    await this.#store(batch);
    this.#writing = false;
    this.#lastSize = batch.length;
    this.#lastAt = performance.now();
    this.#schedule();
  }

  /** What is refused together may be the fault of one: its halves are tried apart, until that one is refused alone. */
  async #store(batch: readonly Waiting[]): Promise<void> {
    const writing = this.#write(batch.map(({ publication }) => publication));
    const refused = tell(batch, await writing.catch((error: Error) => batch.map(() => error)));
    if (refused.length === 0) return;
    const half = Math.ceil(refused.length / 2);
    for (const part of [refused.slice(0, half), refused.slice(half)]) {
      if (part.length > 0) await this.#store(part);
    }
  }
}

/** Tells each what came of it; answers those that are worth another try. */
function tell(batch: readonly Waiting[], results: readonly (PublicationResult | Error)[]): Waiting[] {
  const refused: Waiting[] = [];
  for (const [index, waiting] of batch.entries()) {
    const result = results[index]!;
    if (!(result instanceof Error)) waiting.resolve(result);
    else if (result instanceof StoreUnavailable || batch.length === 1) waiting.reject(result);
    else refused.push(waiting);
  }
  return refused;
}
