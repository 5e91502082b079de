import type { Publication, PublicationResult } from './publication.ts';

interface Waiting {
  publication: Publication;
  resolve(result: PublicationResult): void;
  reject(error: unknown): void;
}

/** So many batches are written at once: one is being flushed while the next is being made. */
const batchesAtOnce = 2;
const batchLimit = 500;

/** Gathers what is published meanwhile: each batch costs the store one call, however many events it holds. */
export class PublishBatcher {
  readonly #write: (batch: Publication[]) => Promise<PublicationResult[]>;
  #waiting: Waiting[] = [];
  #writing = 0;
  #scheduled = false;

  constructor(write: (batch: Publication[]) => Promise<PublicationResult[]>) {
    this.#write = write;
  }

  publish(publication: Publication): Promise<PublicationResult> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ publication, resolve, reject });
      if (this.#scheduled) return;
      this.#scheduled = true;
      // After the sockets that are readable now were read: their requests belong to this batch.
      setImmediate(() => {
        this.#scheduled = false;
        this.#flush();
      });
    });
  }

  #flush(): void {
    while (this.#writing < batchesAtOnce && this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, batchLimit);
      this.#writing++;
      this.#write(batch.map(({ publication }) => publication))
        .then(
          (results) => batch.forEach(({ resolve }, index) => void resolve(results[index]!)),
          (error) => batch.forEach(({ reject }) => void reject(error)),
        )
        .finally(() => {
          this.#writing--;
          this.#flush();
        });
    }
  }
}
