import type { CauseOf } from '@winkwire/contract/delivery-failures';
import { type AnswerHead, NotHttp, readHead } from './answer-head.ts';
import { type BrokenBody, ChunkedBody } from './chunked-body.ts';

/** So much of a body is kept; a receiver that says more is not read further. */
export const bodyLimit = 16 * 1024;
const headLimit = 16 * 1024;
/** Of an answer with all its framing: a body of few bytes can come in endless chunk extensions. */
const answerLimit = 64 * 1024;
/** Answers of 1xx before the real one. */
const interimLimit = 8;
const headEnd = Buffer.from('\r\n\r\n');
const beginning = Buffer.from('HTTP/1.');

/** What follows for the connection once the answer is whole. */
export type Reading = 'more' | 'keep' | 'close';

/** Reads one answer to a POST of HTTP/1.1 as its bytes arrive, strictly: what is doubtful is no HTTP. */
export class AnswerReader {
  /** Once it has come the receiver has answered, whatever happens to the body. */
  head: AnswerHead | undefined;
  #early: Buffer | undefined;
  #interim = 0;
  #reusable = true;
  #came = 0;
  #left = 0;
  #chunked: ChunkedBody | undefined;
  #kept: Buffer | undefined;
  #isCopy = false;
  #size = 0;

  /** Whether a head has begun and has not ended. */
  get isInHead(): boolean {
    return this.#early !== undefined;
  }

  /** Throws {@link NotHttp} or {@link BrokenBody}. After `keep` or `close` nothing more may be read. */
  read(bytes: Buffer): Reading {
    this.#came += bytes.length;
    const reading = this.head ? this.#readBody(bytes) : this.#readHead(bytes);
    if (reading !== 'more' || this.#came <= answerLimit) return reading;
    if (!this.head) throw new NotHttp('TOO_MANY_INTERIM');
    return 'close';
  }

  /** What was kept of the body; undefined when there was none. */
  get body(): Buffer | undefined {
    return this.#kept?.subarray(0, Math.min(this.#size, bodyLimit));
  }

  #readHead(arrived: Buffer): Reading {
    const bytes = this.#early ? Buffer.concat([this.#early, arrived]) : arrived;
    const compared = Math.min(bytes.length, beginning.length);
    if (bytes.compare(beginning, 0, compared, 0, compared) !== 0) {
      // A frame of HTTP/2 is told by its fourth byte.
      if (bytes.length < 4 && bytes[0] === 0) return this.#wait(bytes);
      throw new NotHttp(faultOfBeginning(bytes));
    }
    const end = bytes.indexOf(headEnd);
    if (end > headLimit || (end < 0 && bytes.length > headLimit)) throw new NotHttp('HEAD_TOO_LARGE');
    if (end < 0) {
      // At once: the empty line that ends the head would never come.
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

  #wait(bytes: Buffer): Reading {
    this.#early = bytes;
    return 'more';
  }

  #readNext(rest: Buffer): Reading {
    if (++this.#interim > interimLimit) throw new NotHttp('TOO_MANY_INTERIM');
    return rest.length > 0 ? this.#readHead(rest) : 'more';
  }

  #begin(head: AnswerHead): void {
    this.head = head;
    if (typeof head.body === 'number') this.#left = head.body;
    else if (head.body === 'chunked') this.#chunked = new ChunkedBody((bytes) => this.#keep(bytes));
  }

  #readBody(bytes: Buffer): Reading {
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

  /** Most bodies come in one piece. More of them are copied: each would hold all that was read along with it. */
  #copy(): Buffer {
    if (this.#isCopy) return this.#kept!;
    const copy = Buffer.allocUnsafeSlow(bodyLimit);
    this.#kept!.copy(copy);
    this.#kept = copy;
    this.#isCopy = true;
    return copy;
  }
}

/** Whether a line from `from` on ends without a carriage return. */
function hasBareLineFeed(bytes: Buffer, from: number): boolean {
  for (let at = bytes.indexOf(10, from); at >= 0; at = bytes.indexOf(10, at + 1)) {
    if (bytes[at - 1] !== 13) return true;
  }
  return false;
}

function faultOfBeginning(bytes: Buffer): CauseOf<'PROTOCOL_ERROR'> {
  const [first, second, , fourth] = bytes;
  if (first === 13 || first === 10) return 'LINE_BEFORE_STATUS';
  // A frame of HTTP/2 begins with its length, of three bytes; its first, the settings, is short.
  if (first === 0 && second === 0 && fourth === 4) return 'HTTP2_ANSWER';
  // A record of TLS: an alert, about a request that was not encrypted.
  if (first === 21) return 'TLS_REQUIRED';
  return 'NOT_HTTP';
}
