import type { CauseOf } from '@winkwire/contract/delivery-failures';
import type { AttemptResponse } from '../../model/attempt-outcome.ts';
import { classifyError, classifyLoss, type Failure } from '../causes/classify-error.ts';
import { decodeBody } from './decode-body.ts';
import { bodyLimit, type ReadResult, ResponseReader } from './response-reader.ts';

export interface Carrier {
  abort(): void;
}

/** One request and its response. It ends exactly once. */
export class HttpExchange {
  /** On the clock of `performance.now()`. */
  readonly deadline: number;
  readonly #startedAt = Date.now();
  readonly #started = performance.now();
  readonly #done: (response: AttemptResponse) => void;
  readonly #reader = new ResponseReader();
  #carrier: Carrier | undefined;
  #step: CauseOf<'CONNECT_TIMEOUT'> = 'SLOW_DNS';
  #ended = false;

  constructor(timeoutMs: number, done: (response: AttemptResponse) => void) {
    this.deadline = this.#started + timeoutMs;
    this.#done = done;
  }

  /** Called before the request is written. False if the exchange has already ended. */
  attach(carrier: Carrier): boolean {
    if (this.#ended) return false;
    this.#carrier = carrier;
    return true;
  }

  setConnectStep(step: CauseOf<'CONNECT_TIMEOUT'>): void {
    this.#step = step;
  }

  /** Throws `NotHttp` or `BrokenBody`. */
  read(bytes: Buffer): ReadResult {
    return this.#reader.read(bytes);
  }

  get idleMs(): number {
    return this.#reader.head?.idleMs ?? 0;
  }

  /** Call this when the response is complete or too long. */
  complete(): void {
    this.#finish(null);
  }

  fail(error: Error): void {
    if (this.#reader.head) this.#finish(null);
    else this.#finish(this.#carrier ? this.#lossOf(error) : classifyError(error));
  }

  /** Has no effect after the exchange has ended, because its connection may carry another exchange by then. */
  expire(): void {
    if (this.#ended) return;
    const carrier = this.#carrier;
    this.#finish(this.#reader.head ? null : this.#delay());
    carrier?.abort();
  }

  #delay(): Failure {
    if (!this.#carrier) return { error: 'CONNECT_TIMEOUT', cause: this.#step };
    return { error: 'TIMEOUT', cause: this.#reader.isInHead ? 'HEADERS_UNFINISHED' : 'NOTHING_CAME' };
  }

  #lossOf(error: Error): Failure {
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
      void decodeBody(body, head.encoding, bodyLimit).then((text) => this.#report(failure, text));
    } else this.#report(failure, body ? body.toString() : null);
  }

  #report(failure: Failure | null, body: string | null): void {
    const { head } = this.#reader;
    const redirect = head !== undefined && head.status >= 300 && head.status <= 399;
    this.#done({
      startedAt: this.#startedAt,
      durationMs: Math.round(performance.now() - this.#started),
      status: head?.status ?? null,
      error: failure ? failure.error : redirect ? 'REDIRECT_REFUSED' : null,
      cause: failure ? failure.cause : null,
      headers: head?.kept ?? null,
      body: body === null ? null : printable(body),
      retryAfter: head?.retryAfter ?? null,
    });
  }
}

/** PostgreSQL cannot store NUL in text. */
const printable = (text: string): string => (text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text);
