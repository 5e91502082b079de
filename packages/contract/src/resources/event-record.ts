import Type from 'typebox';
import { type ErrorCode, errorTable } from '../errors.ts';
import { eventTypes, ownEventTypes } from '../event-types.ts';
import { missingBodies } from '../missing-bodies.ts';
import { longestIdempotencyKey, mostEventsOfBatch } from '../publish-limits.ts';
import { exampleId, exampleTime, exampleUserId } from '../schema/example-ids.ts';
import { count, dateTime, id, oneOf, text } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';
import { propertyName, record } from '../schema/record.ts';
import { DeliveryWithAttempts } from './delivery.ts';

const fields = {
  id: id('event'),
  version: Type.Literal(1),
  type: oneOf([...eventTypes, ...ownEventTypes]),
  createdAt: dateTime,
  data: Type.Record(Type.String(), Type.Unknown()),
  userId: nullable(Type.String()),
  sourceId: Type.String({
    description:
      'The id of the source: what the event is about. First attempts are sent in order for each source.',
  }),
  sessionId: nullable(Type.String({ description: 'The widget session that caused the event, `ws-...`.' })),
};

const example = {
  id: exampleId('event'),
  version: 1,
  type: 'ARCHIVE_STARTED',
  createdAt: exampleTime,
  data: { userId: exampleUserId, archiveId: exampleId('archive') },
  userId: exampleUserId,
  sourceId: exampleId('archive'),
  sessionId: null,
};

export const EventRecord = Type.Object(fields, {
  description: 'An event in the log.',
  examples: [example],
});
export type EventRecord = Type.Static<typeof EventRecord>;

export const DeliveryCounts = Type.Object(
  { delivered: count(), retrying: count(), failed: count(), waiting: count() },
  {
    description:
      'How many deliveries of the event are in each state. All are 0 if the event has no deliveries.',
  },
);
export type DeliveryCounts = Type.Static<typeof DeliveryCounts>;

export const ListedEvent = Type.Object(
  { ...fields, deliveryCounts: DeliveryCounts },
  {
    description: 'An event of the log, with the number of its deliveries in each state.',
    examples: [{ ...example, deliveryCounts: { delivered: 2, retrying: 1, failed: 0, waiting: 0 } }],
  },
);
export type ListedEvent = Type.Static<typeof ListedEvent>;

export const EventWithDeliveries = Type.Object(
  {
    ...fields,
    body: nullable(
      Type.String({
        description:
          'The exact text that is signed and sent. Webhooks with `includePayload` may receive another text, which contains the payload. If `body` is null, `bodyMissing` says why.',
      }),
    ),
    bodyMissing: nullable(
      oneOf(missingBodies, {
        description:
          'Why `body` is null. EXPIRED: the event is older than the retention period. ERASED: the user was erased. DAMAGED: the stored text was changed, and can be restored from a backup. Null if there is a body.',
      }),
    ),
    deliveries: Type.Array(DeliveryWithAttempts),
  },
  {
    description: 'An event with its deliveries and the responses of the endpoints.',
    examples: [{ ...example, body: '{"id":"..."}', bodyMissing: null, deliveries: [] }],
  },
);
export type EventWithDeliveries = Type.Static<typeof EventWithDeliveries>;

const publishFields = {
  type: oneOf(eventTypes),
  data: record(propertyName, Type.Unknown(), {
    maxProperties: 100,
    description: 'The data, with the fields that events of this type have.',
  }),
  sessionId: Type.Optional(text(1, 100)),
};

const publishExample = { type: 'RECORD_CREATED', data: { recordId: 'rec-1', recordType: null } };

export const EventPublishRequest = Type.Object(publishFields, {
  additionalProperties: false,
  description: 'An event that your own services publish.',
  examples: [publishExample],
});
export type EventPublishRequest = Type.Static<typeof EventPublishRequest>;

export const PublishedEvent = Type.Object(
  {
    id: id('event'),
    repeated: Type.Boolean({
      description:
        'True if this request stored nothing, because an event with the same idempotency key and content was stored before.',
    }),
  },
  { examples: [{ id: exampleId('event'), repeated: false }] },
);
export type PublishedEvent = Type.Static<typeof PublishedEvent>;

export const BatchedEvent = Type.Object(
  {
    ...publishFields,
    idempotencyKey: Type.Optional(
      text(1, longestIdempotencyKey, {
        description:
          'An event with the same key and content is stored only once, whether it is sent in a batch, or by `POST /v1/events` with the header `Idempotency-Key`.',
      }),
    ),
  },
  {
    additionalProperties: false,
    description: 'An event in a batch.',
    examples: [{ ...publishExample, idempotencyKey: 'rec-1-created' }],
  },
);
export type BatchedEvent = Type.Static<typeof BatchedEvent>;

export const EventBatch = Type.Array(BatchedEvent, {
  minItems: 1,
  maxItems: mostEventsOfBatch,
  description: 'The events, in the order in which they are added to the log.',
});
export type EventBatch = Type.Static<typeof EventBatch>;

export const EventOfBatchError = Type.Object(
  {
    code: oneOf(Object.keys(errorTable) as ErrorCode[]),
    message: Type.String({ description: 'An explanation of the error, written for developers.' }),
    field: nullable(Type.String({ description: 'The first field that is wrong, such as `data.userId`.' })),
  },
  { description: 'Why an event of a batch was not stored.' },
);
export type EventOfBatchError = Type.Static<typeof EventOfBatchError>;

export const EventOfBatchResult = Type.Object(
  {
    id: nullable(id('event')),
    repeated: Type.Boolean({
      description:
        'True if nothing was stored, because an earlier event had the same idempotency key and content.',
    }),
    error: nullable(EventOfBatchError),
  },
  {
    description:
      'The result for one event of a batch. If `id` is set, the event is in the log. If `error` is set, the event was refused.',
    examples: [{ id: exampleId('event'), repeated: false, error: null }],
  },
);
export type EventOfBatchResult = Type.Static<typeof EventOfBatchResult>;

export const PublishedBatch = Type.Object(
  {
    stored: count(),
    repeated: count(),
    refused: count(),
    results: Type.Array(EventOfBatchResult, {
      description: 'The result of each event, in the order of the batch.',
    }),
  },
  {
    description: 'The results of a batch, and how many events were stored, repeated and refused.',
    examples: [
      {
        stored: 1,
        repeated: 0,
        refused: 1,
        results: [
          { id: exampleId('event'), repeated: false, error: null },
          {
            id: null,
            repeated: false,
            error: {
              code: 'INVALID_PARAMETERS',
              message: 'data.recordId: is missing.',
              field: 'data.recordId',
            },
          },
        ],
      },
    ],
  },
);
export type PublishedBatch = Type.Static<typeof PublishedBatch>;
