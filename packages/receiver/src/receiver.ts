import type { EventBody } from '@winkwire/contract';
import { type DeliveryHeaders, readDeliveryHeaders } from './delivery.ts';
import { type Handler, Handlers, type Matching, type Pattern } from './handlers.ts';
import { type KeySourceOptions, keySource } from './key-source.ts';
import { printFailures } from './print-failure.ts';
import {
  type HandlingResult,
  handledReceipt,
  type Receipt,
  refusedReceipt,
  stillRunningReceipt,
} from './receipt.ts';
import { refusalOf } from './refusal-of.ts';
import { rememberInMemory, type SeenEvents } from './seen-events.ts';
import { type ReceivedRequest, type VerifyOptions, verifyWithKeys } from './verify.ts';
import type { WebhookError } from './webhook-error.ts';
import { within } from './within.ts';

/*
 * The sender counts an event as delivered after any 2xx status, so the status must be accurate:
 *
 * 200  Every handler succeeded, now or at an earlier delivery of the same event.
 * 202  With `whenSlow: 'accept'`: handlers are still running. If one fails, only `onError` is called.
 * 4xx  The request was refused, see `webhookErrors`. A few refusals have status 500.
 * 500  A handler or `deduplicate` failed. The next delivery runs all handlers again.
 * 503  Handlers are still running. The same event does not start them again.
 */

export interface ReceiverOptions extends KeySourceOptions, Pick<VerifyOptions, 'requireTimestamp'> {
  /**
   * Remembers the handled events, so that none is handled twice. `false` remembers nothing.
   * @default the last 100,000 events, in this process
   */
  deduplicate?: SeenEvents | false;
  /**
   * The receiver responds after this many ms, even if handlers are still running. Must be less than the endpoint's
   * timeout, which is 15 s by default.
   * @default 10_000
   */
  answerWithin?: number;
  /**
   * The response after `answerWithin`. `retry` is 503, so nothing is lost. `accept` is 202: if a handler fails after
   * that, the event is not delivered again.
   * @default 'retry'
   */
  whenSlow?: 'retry' | 'accept';
  /**
   * Called for each refusal, and for each failure of handlers or of `deduplicate`.
   * @default prints to stderr, refusals with the same code at most once a minute
   */
  onError?: (error: WebhookError | AggregateError) => void;
  /** The current time in ms since 1970. @default Date.now */
  now?: () => number;
}

export interface Receiver {
  /** Adds a handler: `on('ACCOUNT_FAILED', (event) => event.data.errorCode)`. `'ACCOUNT_*'` and `'*'` also work. */
  on<P extends Pattern>(pattern: P, handler: Handler<Matching<P>>): Receiver;
  /** Handles one request. The promise never rejects. */
  receive(request: ReceivedRequest): Promise<Receipt>;
  /**
   * Refuses a request that never gets to `receive`, such as a GET. Calls `onError`, and returns the receipt to send.
   */
  refuse(error: WebhookError): Receipt;
}

/**
 * Throws TypeError if a key is missing or cannot be used. With a function for the keys, nothing is checked before the
 * first request.
 */
export function createReceiver(options: ReceiverOptions = {}): Receiver {
  const { answerWithin = 10_000, whenSlow = 'retry', now = Date.now } = options;
  const report = swallowing(options.onError ?? printFailures(now));
  const seen = options.deduplicate === false ? noDeduplication : (options.deduplicate ?? rememberInMemory());
  const getKeys = keySource(options);
  const handlers = new Handlers();
  const running = new Map<string, Promise<HandlingResult>>();

  /** If the same event arrives again while its handlers run, both requests get the same result. */
  function handle(event: EventBody, delivery: DeliveryHeaders): Promise<HandlingResult> {
    const earlier = running.get(event.id);
    if (earlier) return earlier.then((result) => ({ ...result, duplicate: true }));
    const result = run(event, delivery).finally(() => running.delete(event.id));
    running.set(event.id, result);
    return result;
  }

  async function run(event: EventBody, delivery: DeliveryHeaders): Promise<HandlingResult> {
    try {
      if (await seen.has(event.id)) return { duplicate: true, error: null };
      await handlers.run(event, delivery);
      await seen.add(event.id);
      return { duplicate: false, error: null };
    } catch (thrown) {
      const error = thrown instanceof AggregateError ? thrown : new AggregateError([thrown], String(thrown));
      report(error);
      return { duplicate: false, error };
    }
  }

  function refuse(error: WebhookError): Receipt {
    report(error);
    return refusedReceipt(error);
  }

  const receiver: Receiver = {
    on(pattern, handler) {
      handlers.add(pattern, handler as Handler);
      return receiver;
    },
    refuse,
    async receive(request) {
      let event: EventBody;
      try {
        event = verifyWithKeys(request, await getKeys(), { ...options, now: now() });
      } catch (error) {
        return refuse(refusalOf(error));
      }
      const result = await within(answerWithin, handle(event, readDeliveryHeaders(request.headers)), null);
      return result ? handledReceipt(event, result) : stillRunningReceipt(event, whenSlow);
    },
  };
  return receiver;
}

/** An error of `onError` is only printed. It must not change the response or end the process. */
const swallowing =
  (onError: (error: WebhookError | AggregateError) => unknown) =>
  (error: WebhookError | AggregateError): void => {
    const call = async () => onError(error);
    call().catch((thrown: unknown) => console.error(thrown));
  };

const noDeduplication: SeenEvents = { has: () => false, add: () => undefined };
