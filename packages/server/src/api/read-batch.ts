import { setImmediate } from 'node:timers/promises';
import { BatchedEvent } from '@winkwire/contract/resources/event-record';
import type { FastifyInstance } from 'fastify';
import { limitEvents } from '../limits/limit-events.ts';
import type { RequestLimit } from '../limits/limit-requests.ts';
import { Failure } from '../platform/failure.ts';
import { parseJson } from './parse-json.ts';
import { readText } from './read-text.ts';
import { splitBatch } from './split-batch.ts';
import { validatorOf } from './validation.ts';

/**
 * The content types of NDJSON, a format with one JSON value on each line. The documentation names only
 * `application/x-ndjson`.
 */
const ndjsonTypes = ['application/x-ndjson', 'application/ndjson', 'application/jsonl'];

/**
 * Makes the routes of `scope` accept batches of events. Their `request.body` is a list of texts, one for each event.
 */
export function acceptBatches(scope: FastifyInstance, limit: RequestLimit | undefined): void {
  scope.removeAllContentTypeParsers();
  for (const type of ['application/json', ...ndjsonTypes]) {
    scope.addContentTypeParser<Buffer>(type, { parseAs: 'buffer' }, (_request, bytes, done) => {
      try {
        done(null, splitBatch(readText(bytes, 'The body'), type !== 'application/json'));
      } catch (error) {
        done(error as Error);
      }
    });
  }
  scope.addHook('preHandler', async (request) => {
    if (request.body === undefined) request.body = splitBatch('', true);
  });
  if (limit) limitEvents(scope, limit);
}

const checkEvent = validatorOf('event', BatchedEvent);

/**
 * How many characters of a batch are parsed and validated before other requests get a turn. This takes 1 to 2 ms. An
 * event counts as the number of its characters plus `charactersOfEvent`, because some work does not depend on the
 * event's length.
 */
const slice = 64 * 1024;
const charactersOfEvent = 1000;

/** Yields a failure in place of an event that is refused. */
export async function* readBatch(events: readonly string[]): AsyncGenerator<BatchedEvent | Failure> {
  let spent = 0;
  for (const event of events) {
    if (spent > slice) {
      spent = 0;
      await setImmediate();
    }
    spent += event.length + charactersOfEvent;
    yield readEvent(event);
  }
}

function readEvent(text: string): BatchedEvent | Failure {
  try {
    return checkEvent(parseJson(text, 'The event')) as BatchedEvent;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}
