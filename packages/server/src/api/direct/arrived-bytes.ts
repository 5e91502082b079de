const nothing = Buffer.alloc(0);

export class ArrivedBytes {
  /** The bytes that have arrived, followed by free space. */
  #buffer: Buffer = nothing;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The first chunk is kept as it is. Later ones are copied, so that thousands of tiny chunks cost little memory. */
  add(chunk: Buffer): void {
    const size = this.#size + chunk.length;
    if (this.#size === 0) this.#buffer = chunk;
    else {
      if (size > this.#buffer.length) this.#grow(2 * size);
      chunk.copy(this.#buffer, this.#size);
    }
    this.#size = size;
  }

  all(): Buffer {
    return this.#buffer.subarray(0, this.#size);
  }

  take(size: number): Buffer {
    const taken = this.#buffer.subarray(0, size);
    this.#size -= size;
    // Even an empty `subarray` would keep the last request in memory while the connection is idle.
    this.#buffer = this.#size === 0 ? nothing : this.#buffer.subarray(size);
    return taken;
  }

  #grow(capacity: number): void {
    const larger = Buffer.allocUnsafe(capacity);
    this.#buffer.copy(larger, 0, 0, this.#size);
    this.#buffer = larger;
  }
}
