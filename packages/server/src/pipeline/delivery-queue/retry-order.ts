/**
 * For strict order: each source's retrying deliveries that are not in flight. The one with the lowest number goes
 * first.
 */
export class RetryOrder {
  readonly #sources = new Map<string, number[]>();

  first(sourceId: string): number | undefined {
    return this.#sources.get(sourceId)?.[0];
  }

  /** Searches from the end, because numbers mostly arrive in order. */
  add(sourceId: string, sequence: number): void {
    const sequences = this.#sources.get(sourceId);
    if (!sequences) {
      this.#sources.set(sourceId, [sequence]);
      return;
    }
    const before = sequences.findLastIndex((other) => other <= sequence);
    if (sequences[before] !== sequence) sequences.splice(before + 1, 0, sequence);
  }

  remove(sourceId: string, sequence: number): void {
    const sequences = this.#sources.get(sourceId);
    const at = sequences?.indexOf(sequence) ?? -1;
    if (!sequences || at < 0) return;
    if (sequences.length === 1) this.#sources.delete(sourceId);
    else sequences.splice(at, 1);
  }

  clear(): void {
    this.#sources.clear();
  }

  *all(): Iterable<Retrying> {
    for (const [sourceId, sequences] of this.#sources) {
      for (const sequence of sequences) yield { sourceId, sequence };
    }
  }
}

export interface Retrying {
  sourceId: string;
  sequence: number;
}
