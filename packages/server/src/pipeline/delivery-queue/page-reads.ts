import type { Reads } from '../../store/store.ts';
import { type DeliveryPage, type PendingPage, readPending, readPendingTogether } from './read-deliveries.ts';

export interface PageRequest extends PendingPage {
  /** How much memory the page will probably need, see `memoryUnits`. */
  units: number;
}

/** Each page adds five parameters to a statement. */
const mostTogether = 64;

interface WaitingRequest extends PageRequest {
  settle: PromiseWithResolvers<DeliveryPage>;
}

/**
 * Reads pages that several lanes request at the same time with one statement. If each lane used a statement of its own,
 * a process would read only about three deliveries with each while other processes publish to many of its endpoints.
 */
export class PageReads {
  readonly #reads: Reads;
  readonly #mostUnits: number;
  #waiting: WaitingRequest[] = [];

  /** One statement reads several pages only if they need at most `mostUnits` together. */
  constructor(reads: Reads, mostUnits: number) {
    this.#reads = reads;
    this.#mostUnits = mostUnits;
  }

  read(request: PageRequest): Promise<DeliveryPage> {
    const settle = Promise.withResolvers<DeliveryPage>();
    if (this.#waiting.push({ ...request, settle }) === 1) queueMicrotask(() => this.#readWaiting());
    return settle.promise;
  }

  #readWaiting(): void {
    let together: WaitingRequest[] = [];
    let units = 0;
    for (const request of this.#waiting) {
      const isFull = together.length === mostTogether || units + request.units > this.#mostUnits;
      if (together.length > 0 && isFull) {
        void this.#readTogether(together);
        together = [];
        units = 0;
      }
      together.push(request);
      units += request.units;
    }
    this.#waiting = [];
    void this.#readTogether(together);
  }

  async #readTogether(requests: readonly WaitingRequest[]): Promise<void> {
    try {
      const [first, second] = requests;
      const pages =
        first && !second
          ? [await readPending(this.#reads, first)]
          : await readPendingTogether(this.#reads, requests);
      for (const [index, { settle }] of requests.entries()) settle.resolve(pages[index] as DeliveryPage);
    } catch (error) {
      for (const { settle } of requests) settle.reject(error);
    }
  }
}
