import { type AnswerHead, NotHttp, readHead } from './answer-head.ts';
import { ChunkedBody } from './chunked-body.ts';

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

  /** Throws {@link NotHttp}. After `keep` or `close` nothing more may be read. */
  read(bytes: Buffer): Reading {
    this.#came += bytes.length;
    const reading = this.head ? this.#readBody(bytes) : this.#readHead(bytes);
    if (reading !== 'more' || this.#came <= answerLimit) return reading;
    if (!this.head) throw new NotHttp('There are heads without end.');
    return 'close';
  }

  /** What was kept of the body; undefined when there was none. */
  get body(): Buffer | undefined {
    return this.#kept?.subarray(0, Math.min(this.#size, bodyLimit));
  }

  #readHead(arrived: Buffer): Reading {
    const bytes = this.#early ? Buffer.concat([this.#early, arrived]) : arrived;
    const compared = Math.min(bytes.length, beginning.length);
    if (bytes.compare(beginning, 0, compared, 0, compared) !== 0)
      throw new NotHttp('It does not speak HTTP/1.1.');
    const end = bytes.indexOf(headEnd);
    if (end > headLimit || (end < 0 && bytes.length > headLimit))
      throw new NotHttp('There are headers without end.');
    this.#early = end < 0 ? bytes : undefined;
    if (end < 0) return 'more';
    const head = readHead(bytes.toString('latin1', 0, end));
    const rest = bytes.subarray(end + headEnd.length);
    if (head.status === 101) throw new NotHttp('It changes to a protocol that nobody asked for.');
    if (!head.reusable) this.#reusable = false;
    if (head.status < 200) return this.#readNext(rest);
    this.#begin(head);
    return this.#readBody(rest);
  }

  #readNext(rest: Buffer): Reading {
    if (++this.#interim > interimLimit) throw new NotHttp('There are answers of 1xx without end.');
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
