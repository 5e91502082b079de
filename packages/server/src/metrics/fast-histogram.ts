// biome-ignore-all lint/style/noNonNullAssertion: the indexes lie within the arrays, and a check would cost on the hot path
/**
 * An observation takes less than 0.1 µs (prom-client: 0.6 µs). It is not atomic, so only one thread may call `observe`.
 */
export class FastHistogram {
  readonly bounds: readonly number[];
  /** The count of each bucket, and then the sum of all observations. */
  readonly #values: Float64Array;

  constructor(
    bounds: readonly number[],
    memory: ArrayBufferLike = new ArrayBuffer(FastHistogram.bytes(bounds)),
  ) {
    this.bounds = bounds;
    this.#values = new Float64Array(memory);
  }

  static bytes(bounds: readonly number[]): number {
    return (bounds.length + 2) * Float64Array.BYTES_PER_ELEMENT;
  }

  observe(value: number): void {
    const { bounds } = this;
    let at = 0;
    while (at < bounds.length && value > bounds[at]!) at++;
    this.#values[at]!++;
    this.#values[bounds.length + 1]! += value;
  }

  /** For each bound, how many observations were at or below it. The last value counts all. */
  get cumulative(): number[] {
    let count = 0;
    return Array.from(this.#values.subarray(0, this.bounds.length + 1), (value) => {
      count += value;
      return count;
    });
  }

  get sum(): number {
    return this.#values[this.bounds.length + 1]!;
  }
}
