import type { Publication, PublicationResult } from './publication.ts';

interface Waiting {
  publication: Publication;
  resolve(result: PublicationResult): void;
  reject(error: unknown): void;
}

const batchLimit = 500;
/**
 * Clients that were answered together ask again together, but not at once: for so long after a batch the next waits until
 * half as many have come. Without it the first to come has a commit of the disk for itself, and all others wait for
 * that one.
 */
const gatherMs = 0.5;

/** Gathers what is published meanwhile: each batch costs the store one call and one commit, however many events it holds. */
export class PublishBatcher {
  readonly #write: (batch: Publication[]) => Promise<PublicationResult[]>;
  #waiting: Waiting[] = [];
  #writing = false;
  #scheduled = false;
  #lastSize = 0;
  #lastAt = 0;

  constructor(write: (batch: Publication[]) => Promise<PublicationResult[]>) {
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
    const batch = this.#waiting.splice(0, batchLimit);
    this.#writing = true;
    try {
      const results = await this.#write(batch.map(({ publication }) => publication));
      for (const [index, { resolve }] of batch.entries()) resolve(results[index]!);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    this.#writing = false;
    this.#lastSize = batch.length;
    this.#lastAt = performance.now();
    this.#schedule();
  }
}
