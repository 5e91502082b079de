import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import type { Answer, AnswerError } from '../attempt-log/outcome.ts';
import { classifyError } from './classify-error.ts';
import { decodeBody } from './decode-body.ts';

/** So much of an answer is kept; the connection is closed on a receiver that says more. */
export const bodyLimit = 16 * 1024;

const keptHeaders = ['content-type', 'retry-after', 'server', 'date', 'location', 'x-request-id'];

/** One request and its answer, as undici tells it. Ends exactly once. */
export class Exchange implements Dispatcher.DispatchHandler {
  /** When it must be over, in `performance.now()`. */
  readonly deadline: number;
  readonly #startedAt = Date.now();
  readonly #started = performance.now();
  readonly #done: (answer: Answer, exchange: Exchange) => void;
  #controller: Dispatcher.DispatchController | undefined;
  #status: number | null = null;
  #headers: IncomingHttpHeaders | undefined;
  #chunks: Buffer[] = [];
  #size = 0;
  #ended = false;

  constructor(timeoutMs: number, done: (answer: Answer, exchange: Exchange) => void) {
    this.deadline = this.#started + timeoutMs;
    this.#done = done;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#ended) controller.abort(new Error('The deadline passed before a connection was free.'));
    else this.#controller = controller;
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    // 1xx answers come before the real one.
    if (status < 200) return;
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#ended) return;
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    if (this.#size <= bodyLimit) return;
    this.#finish(null);
    controller.abort(new Error('The answer is longer than what is kept.'));
  }

  onResponseEnd(): void {
    this.#finish(null);
  }

  onResponseError(_: Dispatcher.DispatchController | null, error: Error): void {
    // Once a status has come the receiver has answered, whatever happens to the rest.
    this.#finish(this.#status === null ? classifyError(error) : null);
  }

  /** The deadline has passed. */
  expire(): void {
    const controller = this.#controller;
    this.#finish(this.#status === null ? (controller ? 'TIMEOUT' : 'CONNECT_TIMEOUT') : null);
    controller?.abort(new Error('The deadline passed.'));
  }

  #finish(error: AnswerError | null): void {
    if (this.#ended) return;
    this.#ended = true;
    const headers = this.#headers;
    const encoding = headers?.['content-encoding'];
    if (encoding && this.#size > 0) {
      void decodeBody(Buffer.concat(this.#chunks), String(encoding), bodyLimit).then((body) =>
        this.#answer(error, body),
      );
    } else this.#answer(error, this.#size === 0 ? null : this.#text());
  }

  #text(): string {
    const bytes = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks);
    return printable(bytes.toString('utf8', 0, bodyLimit));
  }

  #answer(error: AnswerError | null, body: string | null): void {
    const redirect = this.#status !== null && this.#status >= 300 && this.#status <= 399;
    const retryAfter = this.#headers?.['retry-after'];
    this.#done(
      {
        startedAt: this.#startedAt,
        durationMs: Math.round(performance.now() - this.#started),
        status: this.#status,
        error: error ?? (redirect ? 'REDIRECT_REFUSED' : null),
        headers: this.#headers ? keep(this.#headers) : null,
        body: body === null ? null : printable(body),
        retryAfter: typeof retryAfter === 'string' ? retryAfter : null,
      },
      this,
    );
  }
}

function keep(headers: IncomingHttpHeaders): string {
  const kept: Record<string, string> = {};
  for (const name of keptHeaders) {
    const value = headers[name];
    if (value !== undefined) kept[name] = String(value).slice(0, 500);
  }
  return JSON.stringify(kept);
}

/** PostgreSQL's text holds no NUL, and a log is read by people. */
const printable = (text: string): string => (text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text);
