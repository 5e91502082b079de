// biome-ignore-all lint/style/noNonNullAssertion: the indexes lie within the arrays, and a check would cost on the hot path
/**
 * Texts that several rows share, stored once; a row holds the index. Data for a database thread is copied, and the
 * tenant, the type and the receiver's `ok` are the same in most rows of a batch.
 */
export class SharedTexts {
  readonly all: string[] = [];
  readonly #indexes = new Map<string, number>();

  /** -1 for null. */
  indexOf(text: string | null): number {
    if (text === null) return -1;
    let index = this.#indexes.get(text);
    if (index === undefined) {
      index = this.all.push(text) - 1;
      this.#indexes.set(text, index);
    }
    return index;
  }
}

export const textAt = (texts: readonly string[], index: number): string | null =>
  index < 0 ? null : texts[index]!;
