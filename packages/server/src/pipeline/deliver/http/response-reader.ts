// biome-ignore-all lint/style/noNonNullAssertion: called only after the head or the first piece
import type { CauseOf } from '@winkwire/contract/delivery-failures';
import { type BrokenBody, ChunkedBody } from './chunked-body.ts';
import { NotHttp, type ResponseHead, readHead } from './response-head.ts';

/** Reading stops when more than this many bytes of a body have arrived. */
export const bodyLimit = 16 * 1024;
const headLimit = 16 * 1024;
/** In bytes. `bodyLimit` does not suffice, because a small body can have endless chunk extensions. */
const responseLimit = 64 * 1024;
/** Interim responses (1xx) that may precede the final one. */
const interimLimit = 8;
const headEnd = Buffer.from('\r\n\r\n');
const beginning = Buffer.from('HTTP/1.');

/**
 * `keep`: the response is complete, and the connection may be reused. `close`: the connection must be closed, because
 * the response is too long, for example.
 */
export type ReadResult = 'more' | 'keep' | 'close';

/** Reads one response while its bytes arrive. Doubtful input is refused. */
export class ResponseReader {
  /** With a head, the attempt has a status, whatever happens to the body. */
  head: ResponseHead | undefined;
  #early: Buffer | undefined;
  #interim = 0;
  #reusable = true;
  #received = 0;
  #left = 0;
  #chunked: ChunkedBody | undefined;
  #kept: Buffer | undefined;
  #isCopy = false;
  #size = 0;

  /** Whether bytes have arrived, but the head of the final response is incomplete. */
  get isInHead(): boolean {
    return this.#early !== undefined || (this.head === undefined && this.#interim > 0);
  }

  /** Throws {@link NotHttp} or {@link BrokenBody}. Must not be called again after `keep` or `close`. */
  read(bytes: Buffer): ReadResult {
    this.#received += bytes.length;
    const result = this.head ? this.#readBody(bytes) : this.#readHead(bytes);
    if (result !== 'more' || this.#received <= responseLimit) return result;
    if (!this.head) throw new NotHttp('TOO_MANY_INTERIM');
    return 'close';
  }

  /** The kept part of the body; undefined if there is none. */
  get body(): Buffer | undefined {
    return this.#kept?.subarray(0, Math.min(this.#size, bodyLimit));
  }

  #readHead(arrived: Buffer): ReadResult {
    const bytes = this.#early ? Buffer.concat([this.#early, arrived]) : arrived;
    const compared = Math.min(bytes.length, beginning.length);
    if (bytes.compare(beginning, 0, compared, 0, compared) !== 0) {
      // An HTTP/2 frame cannot be recognised before its fourth byte.
      if (bytes.length < 4 && bytes[0] === 0) return this.#wait(bytes);
      throw new NotHttp(faultOfBeginning(bytes));
    }
    const end = bytes.indexOf(headEnd);
    if (end > headLimit || (end < 0 && bytes.length > headLimit)) throw new NotHttp('HEAD_TOO_LARGE');
    if (end < 0) {
      // A bare line feed is refused at once, because the empty line that ends the head might never come.
      if (hasBareLineFeed(bytes, bytes.length - arrived.length)) throw new NotHttp('BARE_LINE_FEED');
      return this.#wait(bytes);
    }
    this.#early = undefined;
    const head = readHead(bytes.toString('latin1', 0, end));
    const rest = bytes.subarray(end + headEnd.length);
    if (head.status === 101) throw new NotHttp('UNASKED_UPGRADE');
    if (!head.reusable) this.#reusable = false;
    if (head.status < 200) return this.#readNext(rest);
    this.#begin(head);
    return this.#readBody(rest);
  }

  #wait(bytes: Buffer): ReadResult {
    this.#early = bytes;
    return 'more';
  }

  #readNext(rest: Buffer): ReadResult {
    if (++this.#interim > interimLimit) throw new NotHttp('TOO_MANY_INTERIM');
    return rest.length > 0 ? this.#readHead(rest) : 'more';
  }

  #begin(head: ResponseHead): void {
    this.head = head;
    if (typeof head.body === 'number') this.#left = head.body;
    else if (head.body === 'chunked') this.#chunked = new ChunkedBody((bytes) => this.#keep(bytes));
  }

  #readBody(bytes: Buffer): ReadResult {
    const { body } = this.head!;
    let whole: boolean;
    let extra = 0;
    if (body === 'none') {
      whole = true;
      extra = bytes.length;
    } else if (this.#chunked) {
      this.#chunked.read(bytes);
      whole = this.#chunked.ended;
      extra = this.#chunked.extra;
    } else if (body === 'to-the-end') {
      this.#keep(bytes);
      whole = false;
    } else {
      this.#keep(bytes.length > this.#left ? bytes.subarray(0, this.#left) : bytes);
      extra = Math.max(0, bytes.length - this.#left);
      this.#left -= bytes.length - extra;
      whole = this.#left === 0;
    }
    if (whole) return this.#reusable && extra === 0 ? 'keep' : 'close';
    return this.#size > bodyLimit ? 'close' : 'more';
  }

  #keep(bytes: Buffer): void {
    const at = this.#size;
    this.#size += bytes.length;
    if (at >= bodyLimit || bytes.length === 0) return;
    if (at === 0) this.#kept = bytes;
    else bytes.copy(this.#copy(), at);
  }

  /** Several pieces are copied, because each would keep its whole read buffer in memory. */
  #copy(): Buffer {
    if (this.#isCopy) return this.#kept!;
    const copy = Buffer.allocUnsafeSlow(bodyLimit);
    this.#kept!.copy(copy);
    this.#kept = copy;
    this.#isCopy = true;
    return copy;
  }
}

/** Whether one of the line feeds from index `from` on has no carriage return. */
function hasBareLineFeed(bytes: Buffer, from: number): boolean {
  for (let at = bytes.indexOf(10, from); at >= 0; at = bytes.indexOf(10, at + 1)) {
    if (bytes[at - 1] !== 13) return true;
  }
  return false;
}

function faultOfBeginning(bytes: Buffer): CauseOf<'PROTOCOL_ERROR'> {
  const [first, second, , fourth] = bytes;
  if (first === 13 || first === 10) return 'LINE_BEFORE_STATUS';
  // HTTP/2 begins with a frame of settings: a length in three bytes, and then type 4.
  if (first === 0 && second === 0 && fourth === 4) return 'HTTP2_ANSWER';
  // A TLS alert: the receiver requires TLS.
  if (first === 21) return 'TLS_REQUIRED';
  return 'NOT_HTTP';
}
