/** Random values that one seed determines, so that a document can be made again. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
    // The first values of neighbouring seeds resemble each other.
    for (let round = 0; round < 8; round++) this.next();
  }

  /** A number from 0 to 1, by mulberry32. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  between(least: number, most: number): number {
    return least + (most - least) * this.next();
  }

  integer(least: number, most: number): number {
    return Math.floor(this.between(least, most + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<Value>(values: readonly Value[]): Value {
    return values[this.integer(0, values.length - 1)]!;
  }

  /** Some of the values, in their order. */
  some<Value>(values: readonly Value[], count: number): Value[] {
    const chosen = new Set<number>();
    while (chosen.size < Math.min(count, values.length)) chosen.add(this.integer(0, values.length - 1));
    return [...chosen].toSorted((one, other) => one - other).map((index) => values[index]!);
  }

  digits(count: number): string {
    return Array.from({ length: count }, () => this.integer(0, 9)).join('');
  }

  /** Roughly normal, by the sum of uniform values. */
  normal(deviation: number): number {
    return (this.next() + this.next() + this.next() + this.next() - 2) * Math.sqrt(3) * deviation;
  }
}
