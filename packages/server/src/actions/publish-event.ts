// biome-ignore-all lint/style/noNonNullAssertion: Ajv lists an error for data that it refuses
import { hash } from 'node:crypto';
import { type EventType, hasSourcePayload } from '@winkwire/contract/event-types';
import { eventSchema } from '@winkwire/contract/events';
import { sourceOf, userOf } from '@winkwire/contract/events/source-of';
import { timeForm } from '@winkwire/contract/read-time';
import type { EventPublishRequest, PublishedEvent } from '@winkwire/contract/resources/event-record';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { renderEvent } from '../pipeline/event-log/render-event.ts';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';
import { addTimeKeyword, addValueFormats, withTimesRead } from '../platform/value-formats.ts';

const ajv = addTimeKeyword(addValueFormats(new Ajv({ strict: false, useDefaults: true })));
const validators = new Map<EventType, ValidateFunction>();

/**
 * The maximum length of an idempotency key. The ids that clients generate are shorter, and a key of this length fits in
 * an index.
 */
const longestKey = 200;

/**
 * Stores an event of the operator's own services, once for each `Idempotency-Key`. Resolves when the event is stored
 * durably.
 */
export async function publishEvent(
  { store, now }: Pick<Services, 'now' | 'store'>,
  caller: Caller,
  { request, idempotencyKey }: { request: EventPublishRequest; idempotencyKey: string | undefined },
): Promise<PublishedEvent> {
  const { type, data, sessionId } = request;
  vetData(type, data);
  const event = renderEvent(
    {
      ...caller,
      type,
      ...splitPayload(type, data),
      sourceId: sourceOf(type, data),
      ...optional('userId', userOf(data)),
      ...optional('sessionId', sessionId),
    },
    now(),
  );
  const idempotency = idempotencyKey === undefined ? undefined : readKey(idempotencyKey, request);
  const result = await store.publish({ event, idempotency });
  if (result.kind === 'conflict') {
    throw new Failure(
      'INVALID_PARAMETERS',
      'Idempotency-Key: was already used with another body. Use a new key for a new event.',
    );
  }
  return { id: result.eventId, repeated: result.kind === 'repeated' };
}

/** Separates the payload from the rest of the data. Only webhooks with `includePayload` receive the payload. */
function splitPayload(type: EventType, data: object): { data: object; payload?: object } {
  if (!hasSourcePayload(type)) return { data };
  const { payload, ...rest } = data as { payload?: object | null };
  return { data: rest, ...(payload ? { payload } : {}) };
}

function vetData(type: EventType, data: object): void {
  let validate = validators.get(type);
  if (!validate) {
    const { properties } = eventSchema(type) as unknown as { properties: { data: object } };
    validate = ajv.compile(withTimesRead(properties.data) as object);
    validators.set(type, validate);
  }
  if (validate(data)) return;
  const [error] = validate.errors!;
  const where = `data${error!.instancePath.replaceAll('/', '.')}`;
  const { additionalProperty } = error!.params as { additionalProperty?: string };
  throw new Failure(
    'INVALID_PARAMETERS',
    `${where}: ${additionalProperty ? `${additionalProperty} is not a field of ${type}` : reasonOf(error!)}.`,
  );
}

const reasonOf = ({ keyword, message }: ErrorObject): string =>
  keyword === 'time' ? `has to be ${timeForm}` : (message ?? 'is not accepted');

function readKey(key: string, request: EventPublishRequest): { key: string; digest: string } {
  if (key.length === 0 || key.length > longestKey) {
    throw new Failure('INVALID_PARAMETERS', `Idempotency-Key: has to be 1 to ${longestKey} characters long.`);
  }
  return { key, digest: hash('sha256', JSON.stringify(request)) };
}

const optional = <Name extends string>(name: Name, value: string | null | undefined) =>
  (value ? { [name]: value } : {}) as { [_ in Name]?: string };
