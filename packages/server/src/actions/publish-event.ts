// biome-ignore-all lint/style/noNonNullAssertion: Ajv lists an error for data that it refuses
import { hash } from 'node:crypto';
import { type EventType, hasSourcePayload } from '@winkwire/contract/event-types';
import { eventSchema } from '@winkwire/contract/events';
import { sourceOf, userOf } from '@winkwire/contract/events/source-of';
import { longestIdempotencyKey } from '@winkwire/contract/publish-limits';
import type { EventPublishRequest, PublishedEvent } from '@winkwire/contract/resources/event-record';
import { Ajv, type ValidateFunction } from 'ajv';
import { renderEvent } from '../pipeline/event-log/render-event.ts';
import type { Publication } from '../pipeline/model/publication.ts';
import type { Caller } from '../platform/caller.ts';
import { describeViolation } from '../platform/describe-violation.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';
import { sortedJson } from '../platform/sorted-json.ts';
import { addTimeKeyword, addValueFormats, withTimesRead } from '../platform/value-formats.ts';

const ajv = addTimeKeyword(addValueFormats(new Ajv({ strict: false, useDefaults: true, verbose: true })));
const validators = new Map<EventType, ValidateFunction>();

/** Stores an event once for each `Idempotency-Key`. Resolves when the event is stored durably. */
export async function publishEvent(
  { store, now }: Pick<Services, 'now' | 'store'>,
  caller: Caller,
  { request, idempotencyKey }: { request: EventPublishRequest; idempotencyKey: string | undefined },
): Promise<PublishedEvent> {
  if (idempotencyKey !== undefined) vetKey(idempotencyKey);
  const result = await store.publish(publicationOf(caller, { ...request, idempotencyKey }, now()));
  if (result.kind === 'conflict') throw usedBefore('Idempotency-Key');
  return { id: result.eventId, repeated: result.kind === 'repeated' };
}

export function publicationOf(
  caller: Caller,
  { idempotencyKey, ...request }: EventPublishRequest & { idempotencyKey?: string | undefined },
  now: number,
): Publication {
  const { type, data, sessionId } = request;
  // `vetData` adds default values to the data, so the digest of what the client has sent is computed before.
  const digest = idempotencyKey === undefined ? undefined : sha256(sortedJson(request));
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
    now,
  );
  if (idempotencyKey === undefined || digest === undefined) return { event };
  const earlierDigest = sha256(JSON.stringify(request));
  return { event, idempotency: { key: idempotencyKey, digest, earlierDigest } };
}

const sha256 = (text: string): string => hash('sha256', text);

/** The failure for an event whose key another event has already used. The key is in `field`. */
export const usedBefore = (field: string): Failure =>
  new Failure(
    'INVALID_PARAMETERS',
    `${field}: was already used with another body. Use a new key for a new event.`,
    field,
  );

/** Only webhooks with `includePayload` receive the payload. */
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
  const { field, reason } = describeViolation(error!);
  const where = field ? `data.${field}` : 'data';
  const isUnknown = error!.keyword === 'additionalProperties';
  throw new Failure(
    'INVALID_PARAMETERS',
    `${where}: ${isUnknown ? `is not a field of ${type}` : reason}.`,
    where,
  );
}

function vetKey(key: string): void {
  if (key.length === 0 || key.length > longestIdempotencyKey) {
    throw new Failure(
      'INVALID_PARAMETERS',
      `Idempotency-Key: has to be 1 to ${longestIdempotencyKey} characters long.`,
    );
  }
}

const optional = <Name extends string>(name: Name, value: string | null | undefined) =>
  (value ? { [name]: value } : {}) as { [_ in Name]?: string };
