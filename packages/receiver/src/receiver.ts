import type { EventBody } from '@winkwire/contract';
import { type Delivery, readDelivery } from './delivery.ts';
import { type Handler, Handlers, type Matching, type Pattern } from './handlers.ts';
import { type KeySourceOptions, keySource } from './key-source.ts';
import { printFailures } from './print-failure.ts';
import { type Ending, ended, type Receipt, refused, stillRunning } from './receipt.ts';
import { rememberInMemory, type SeenEvents } from './seen-events.ts';
import { type ReceivedRequest, type VerifyOptions, verifyWithKeys } from './verify.ts';
import { WebhookError } from './webhook-error.ts';
import { within } from './within.ts';

/*
 * The sender repeats a delivery until it hears a status of 200-299, so the answer must tell the truth:
 *
 * 200  every handler succeeded, now or at an earlier delivery of the same event
 * 202  `whenSlow: 'accept'`: handlers still run, and a failure reaches `onError` only
 * 4xx  refused, see `webhookErrors`
 * 500  a handler failed: all handlers of the event run again with the next delivery
 * 503  handlers still run: the next delivery learns how they ended, and starts none of them twice
 */

export interface ReceiverOptions extends KeySourceOptions, Pick<VerifyOptions, 'requireTimestamp'> {
  /**
   * The memory by which an event that was handled is not handled again; `false` for none.
   * @default the last 100,000 events, in this process
   */
  deduplicate?: SeenEvents | false;
  /**
   * ms after which to answer though handlers still run. Keep it under the endpoint's timeout, 15 s by default.
   * @default 10_000
   */
  answerWithin?: number;
  /**
   * What to answer then. `retry`: 503, nothing is lost. `accept`: 202, and a later failure is not repeated.
   * @default 'retry'
   */
  whenSlow?: 'retry' | 'accept';
  /**
   * Called with each refusal and each failure of handlers.
   * @default prints them to stderr, each kind of refusal at most once a minute
   */
  onError?: (error: WebhookError | AggregateError) => void;
  /** ms since 1970. @default Date.now */
  now?: () => number;
}

export interface Receiver {
  /** `on('ACCOUNT_FAILED', (event) => event.data.errorCode)`; also `'ACCOUNT_*'` and `'*'`. */
  on<P extends Pattern>(pattern: P, handler: Handler<Matching<P>>): Receiver;
  /** Verifies, parses and dispatches one request. Never throws. */
  receive(request: ReceivedRequest): Promise<Receipt>;
  /** Answers a request that was refused before it got here, by a shim. */
  refuse(error: WebhookError): Receipt;
}

/** Throws TypeError when it is given neither a secret nor a public key, nor a function that will give the secret. */
export function createReceiver(options: ReceiverOptions): Receiver {
  const { answerWithin = 10_000, whenSlow = 'retry', now = Date.now } = options;
  const tell = careful(options.onError ?? printFailures(now));
  const seen = options.deduplicate === false ? forgetful : (options.deduplicate ?? rememberInMemory());
  const getKeys = keySource(options);
  const handlers = new Handlers();
  const running = new Map<string, Promise<Ending>>();

  /** Handles an event once, also when it comes again while its handlers run. */
  function handle(event: EventBody, delivery: Delivery): Promise<Ending> {
    const earlier = running.get(event.id);
    if (earlier) return earlier.then((ending) => ({ ...ending, duplicate: true }));
    const ending = run(event, delivery).finally(() => running.delete(event.id));
    running.set(event.id, ending);
    return ending;
  }

  async function run(event: EventBody, delivery: Delivery): Promise<Ending> {
    try {
      if (await seen.has(event.id)) return { duplicate: true, error: null };
      await handlers.run(event, delivery);
      await seen.add(event.id);
      return { duplicate: false, error: null };
    } catch (thrown) {
      const error = thrown instanceof AggregateError ? thrown : new AggregateError([thrown], String(thrown));
      tell(error);
      return { duplicate: false, error };
    }
  }

  function refuse(error: WebhookError): Receipt {
    tell(error);
    return refused(error);
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
      const ending = await within(answerWithin, handle(event, readDelivery(request.headers)), null);
      return ending ? ended(event, ending) : stillRunning(event, whenSlow);
    },
  };
  return receiver;
}

/** An `onError` that throws must change neither the answer nor the fate of the process. */
const careful =
  (onError: NonNullable<ReceiverOptions['onError']>) =>
  (error: WebhookError | AggregateError): void => {
    try {
      onError(error);
    } catch (thrown) {
      console.error(thrown);
    }
  };

/** What a platform passes on can have any form, and none of them may end the process. */
const refusalOf = (error: unknown): WebhookError =>
  error instanceof WebhookError ? error : new WebhookError('UNREADABLE_REQUEST', { cause: error });

const forgetful: SeenEvents = { has: () => false, add: () => undefined };
