import type {
  BatchedEvent,
  EventOfBatchResult,
  PublishedBatch,
} from '@winkwire/contract/resources/event-record';
import type { Publication, PublicationResult } from '../pipeline/model/publication.ts';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';
import { StoreUnavailable } from '../platform/store-unavailable.ts';
import { publicationOf, usedBefore } from './publish-event.ts';

/**
 * Stores a batch in order. A refused event does not affect the others. Resolves when all others are stored durably.
 *
 * The store may commit the batch in parts, so that other tenants do not wait long.
 */
export async function publishEvents(
  { store, now, log }: Pick<Services, 'log' | 'now' | 'store'>,
  caller: Caller,
  events: AsyncIterable<BatchedEvent | Failure>,
): Promise<PublishedBatch> {
  const prepared: (Publication | Failure)[] = [];
  for await (const event of events) prepared.push(prepare(caller, event, now()));
  const outcomes = await Promise.allSettled(
    prepared.map((each) => (each instanceof Failure ? Promise.reject(each) : store.publish(each))),
  );
  if (outcomes.every(({ status }) => status === 'rejected')) throwIfUnavailable(outcomes);
  const results = outcomes.map((outcome) =>
    outcome.status === 'fulfilled' ? resultOf(outcome.value) : refused(failureOf(outcome.reason, log)),
  );
  return { ...countsOf(results), results };
}

function prepare(caller: Caller, event: BatchedEvent | Failure, now: number): Publication | Failure {
  if (event instanceof Failure) return event;
  try {
    return publicationOf(caller, event, now);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

/** When no event was stored and the database is unavailable, the whole request fails, so that the client repeats it. */
function throwIfUnavailable(outcomes: readonly PromiseSettledResult<unknown>[]): void {
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected' && outcome.reason instanceof StoreUnavailable) throw outcome.reason;
  }
}

function failureOf(reason: unknown, log: Services['log']): Failure {
  if (reason instanceof Failure) return reason;
  if (reason instanceof StoreUnavailable) return new Failure('SERVER_UNAVAILABLE');
  log.error({ err: reason }, 'publish.failed');
  return new Failure('SERVER_ERROR');
}

const resultOf = (result: PublicationResult): EventOfBatchResult =>
  result.kind === 'conflict'
    ? refused(usedBefore('idempotencyKey'))
    : { id: result.eventId, repeated: result.kind === 'repeated', error: null };

const refused = ({ code, message, field }: Failure): EventOfBatchResult => ({
  id: null,
  repeated: false,
  error: { code, message, field },
});

function countsOf(results: readonly EventOfBatchResult[]): Omit<PublishedBatch, 'results'> {
  const counts = { stored: 0, repeated: 0, refused: 0 };
  for (const { error, repeated } of results) counts[error ? 'refused' : repeated ? 'repeated' : 'stored']++;
  return counts;
}
