// biome-ignore-all lint/style/noNonNullAssertion: called only inside a chunk
/** A malformed body does not make the attempt fail, because the response's status has already arrived. */
export class BrokenBody extends Error {
  readonly code = 'BROKEN_BODY';
}

/**
 * In characters. The first limit is for a single line, such as the size of a chunk. The second is for all trailers
 * together.
 */
const lineLimit = 4096;
const trailerLimit = 16_384;

/** Accepts the body (RFC 9112, section 7.1) in pieces of any size. */
export class ChunkedBody {
  ended = false;
  /** Bytes that arrived after the trailers. */
  extra = 0;
  readonly #data: (bytes: Buffer) => void;
  /** The missing bytes of the current chunk. Undefined while a line is expected. */
  #left: number | undefined;
  #line = '';
  #awaits: 'size' | 'end of chunk' | 'trailer' = 'size';
  #trailers = 0;

  constructor(data: (bytes: Buffer) => void) {
    this.#data = data;
  }

  /** Throws {@link BrokenBody}. */
  read(bytes: Buffer): void {
    let at = 0;
    while (at < bytes.length && !this.ended) {
      at = this.#left === undefined ? this.#readLine(bytes, at) : this.#readData(bytes, at);
    }
    this.extra += bytes.length - at;
  }

  #readData(bytes: Buffer, at: number): number {
    const taken = Math.min(this.#left!, bytes.length - at);
    this.#data(bytes.subarray(at, at + taken));
    this.#left! -= taken;
    if (this.#left === 0) {
      this.#left = undefined;
      this.#awaits = 'end of chunk';
    }
    return at + taken;
  }

  #readLine(bytes: Buffer, at: number): number {
    const end = bytes.indexOf(10, at);
    this.#line += bytes.toString('latin1', at, end < 0 ? bytes.length : end + 1);
    if (this.#line.length > lineLimit) throw new BrokenBody('A chunk line is too long.');
    if (end < 0) return bytes.length;
    if (!this.#line.endsWith('\r\n')) throw new BrokenBody('A line ends without a carriage return.');
    this.#take(this.#line.slice(0, -2));
    this.#line = '';
    return end + 1;
  }

  #take(line: string): void {
    if (this.#awaits === 'size') this.#begin(line);
    else if (this.#awaits === 'trailer') this.#takeTrailer(line);
    else if (line === '') this.#awaits = 'size';
    else throw new BrokenBody('A chunk has more bytes than its stated size.');
  }

  #begin(line: string): void {
    const digits = /^([0-9a-f]{1,12})[\t ]*(;|$)/i.exec(line)?.[1];
    if (digits === undefined) throw new BrokenBody('A chunk has no valid size.');
    const size = Number.parseInt(digits, 16);
    if (size > 0) this.#left = size;
    else this.#awaits = 'trailer';
  }

  #takeTrailer(line: string): void {
    this.#trailers += line.length;
    if (this.#trailers > trailerLimit) throw new BrokenBody('The trailers are too long.');
    this.ended = line === '';
  }
}
