/**
 * Texts that rows have in common, each once: a row holds its index. What crosses to a database thread is copied, and
 * the tenant, the type or the receiver's `ok` of a batch are the same in row after row.
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
