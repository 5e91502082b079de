import { setImmediate } from 'node:timers/promises';
import { BatchedEvent } from '@winkwire/contract/resources/event-record';
import type { FastifyInstance } from 'fastify';
import { limitEvents } from '../limits/limit-events.ts';
import type { RequestLimit } from '../limits/limit-requests.ts';
import { Failure } from '../platform/failure.ts';
import { parseJson } from './parse-json.ts';
import { refuseOtherTypes } from './read-json.ts';
import { readText } from './read-text.ts';
import { splitBatch } from './split-batch.ts';
import { validatorOf } from './validation.ts';

/** The content types of NDJSON: one JSON value on each line. Only the first one is documented. */
const ndjsonTypes = ['application/x-ndjson', 'application/ndjson', 'application/jsonl'];

/** Lets the routes of `scope` accept batches. Their `request.body` becomes a list of texts, one for each event. */
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
  refuseOtherTypes(scope);
  scope.addHook('preHandler', async (request) => {
    if (request.body === undefined) request.body = splitBatch('', true);
  });
  if (limit) limitEvents(scope, limit);
}

const checkEvent = validatorOf('event', BatchedEvent);

/** After this many characters of a batch, which take 1 to 2 ms, other requests get a turn. */
const slice = 64 * 1024;
const charactersOfEvent = 1000;

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
