// biome-ignore-all lint/style/noNonNullAssertion: the indexes lie within the arrays, and a check would cost on the hot path
/** Stores each different text once. Most rows of a batch share texts, so less is copied to the database thread. */
export class SharedTexts {
  readonly all: string[] = [];
  readonly #indexes = new Map<string, number>();

  /** Returns -1 for null. */
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
