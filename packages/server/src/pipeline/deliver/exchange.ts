import type { CauseOf } from '@winkwire/contract/delivery-failures';
import type { AttemptResponse } from '../model/attempt-outcome.ts';
import { AnswerReader, bodyLimit, type Reading } from './answer-reader.ts';
import { classifyError, classifyLoss, type Failure } from './classify-error.ts';
import { decodeBody } from './decode-body.ts';

/** What carries an exchange, from the moment it does. */
export interface Carrier {
  /** Breaks it off. */
  abort(): void;
}

/** One request and its answer. Ends exactly once, and tells what came of it. */
export class Exchange {
  /** When it must be over, in `performance.now()`. */
  readonly deadline: number;
  readonly #startedAt = Date.now();
  readonly #started = performance.now();
  readonly #done: (answer: AttemptResponse, exchange: Exchange) => void;
  readonly #reader = new AnswerReader();
  #carrier: Carrier | undefined;
  #waitsFor: CauseOf<'CONNECT_TIMEOUT'> = 'SLOW_DNS';
  #ended = false;

  constructor(timeoutMs: number, done: (answer: AttemptResponse, exchange: Exchange) => void) {
    this.deadline = this.#started + timeoutMs;
    this.#done = done;
  }

  /** The request is about to leave; false when the deadline passed before a connection was there. */
  begin(carrier: Carrier): boolean {
    if (this.#ended) return false;
    this.#carrier = carrier;
    return true;
  }

  /** What its connection, which is being opened, has come to. */
  waitsFor(step: CauseOf<'CONNECT_TIMEOUT'>): void {
    this.#waitsFor = step;
  }

  /** Bytes of the answer. Throws NotHttp. */
  read(bytes: Buffer): Reading {
    return this.#reader.read(bytes);
  }

  get idleMs(): number {
    return this.#reader.head?.idleMs ?? 0;
  }

  /** The answer is whole, or has more than is kept of it. */
  answered(): void {
    this.#finish(null);
  }

  /** The connection is gone. */
  failed(error: Error): void {
    if (this.#reader.head) this.#finish(null);
    else this.#finish(this.#carrier ? this.#lossBy(error) : classifyError(error));
  }

  /** The deadline has passed. Of one that ended before, the carrier may be carrying another by now. */
  expire(): void {
    if (this.#ended) return;
    const carrier = this.#carrier;
    this.#finish(this.#reader.head ? null : this.#delay());
    carrier?.abort();
  }

  #delay(): Failure {
    if (!this.#carrier) return { error: 'CONNECT_TIMEOUT', cause: this.#waitsFor };
    return { error: 'TIMEOUT', cause: this.#reader.isInHead ? 'HEADERS_UNFINISHED' : 'NOTHING_CAME' };
  }

  #lossBy(error: Error): Failure {
    const loss = classifyLoss(error);
    const isCut = loss.cause === 'CLOSED_WITHOUT_ANSWER' && this.#reader.isInHead;
    return isCut ? { ...loss, cause: 'CLOSED_IN_ANSWER' } : loss;
  }

  #finish(failure: Failure | null): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#carrier = undefined;
    const { body, head } = this.#reader;
    if (body && head?.encoding) {
      void decodeBody(body, head.encoding, bodyLimit).then((text) => this.#tell(failure, text));
    } else this.#tell(failure, body ? body.toString() : null);
  }

  #tell(failure: Failure | null, body: string | null): void {
    const { head } = this.#reader;
    const redirect = head !== undefined && head.status >= 300 && head.status <= 399;
    this.#done(
      {
        startedAt: this.#startedAt,
        durationMs: Math.round(performance.now() - this.#started),
        status: head?.status ?? null,
        error: failure ? failure.error : redirect ? 'REDIRECT_REFUSED' : null,
        cause: failure ? failure.cause : null,
        headers: head?.kept ?? null,
        body: body === null ? null : printable(body),
        retryAfter: head?.retryAfter ?? null,
      },
      this,
    );
  }
}

/** PostgreSQL's text holds no NUL, and a log is read by people. */
const printable = (text: string): string => (text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text);
