/** Bytes that have arrived on a connection and have not been handled. */
export class ArrivedBytes {
  #chunks: Buffer[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
  }

  all(): Buffer {
    const [first] = this.#chunks;
    if (first && this.#chunks.length === 1) return first;
    const joined = Buffer.concat(this.#chunks);
    this.#chunks = [joined];
    return joined;
  }

  /** Removes the first `size` bytes and returns them. */
  take(size: number): Buffer {
    const bytes = this.all();
    this.#size -= size;
    this.#chunks = this.#size > 0 ? [bytes.subarray(size)] : [];
    return bytes.subarray(0, size);
  }
}
