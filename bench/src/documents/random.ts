import { Random as Seeded } from '@winkwire/server/testing/differential/random';

/** Random values that one seed determines, so that a document can be made again. */
export class Random extends Seeded {
  constructor(seed: number) {
    super(seed);
    // Without this loop, every seed would make different documents, and the figures in bench/documents.md would change.
    for (let round = 0; round < 8; round++) this.next();
  }

  between(least: number, most: number): number {
    return least + (most - least) * this.next();
  }

  integer(least: number, most: number): number {
    return Math.floor(this.between(least, most + 1));
  }

  /** `count` of the values at random, in their original order. All values if there are fewer than `count`. */
  some<Value>(values: readonly Value[], count: number): Value[] {
    const chosen = new Set<number>();
    while (chosen.size < Math.min(count, values.length)) chosen.add(this.integer(0, values.length - 1));
    return [...chosen].toSorted((one, other) => one - other).map((index) => values[index]!);
  }

  digits(count: number): string {
    return Array.from({ length: count }, () => this.integer(0, 9)).join('');
  }

  /** A random number around 0, roughly normally distributed with this standard deviation. */
  normal(deviation: number): number {
    return (this.next() + this.next() + this.next() + this.next() - 2) * Math.sqrt(3) * deviation;
  }
}
