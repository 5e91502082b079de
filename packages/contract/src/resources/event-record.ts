import Type from 'typebox';
import { endpointEventTypes, eventTypes } from '../event-types.ts';
import { exampleId, exampleTime, exampleUserId } from '../schema/example-ids.ts';
import { count, dateTime, id, oneOf, text } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';
import { propertyName, record } from '../schema/record.ts';
import { DeliveryWithAttempts } from './delivery.ts';

const fields = {
  id: id('event'),
  version: Type.Literal(1),
  type: oneOf([...eventTypes, ...endpointEventTypes]),
  createdAt: dateTime,
  data: Type.Record(Type.String(), Type.Unknown()),
  userId: nullable(Type.String()),
  sourceId: Type.String({
    description: 'The id of what the event is about. First attempts of the same source are sent in order.',
  }),
  sessionId: nullable(Type.String({ description: 'The widget session that caused it, `ws-...`.' })),
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
      'How many deliveries of the event are in each state. All are 0 when it was sent to no webhook.',
  },
);
export type DeliveryCounts = Type.Static<typeof DeliveryCounts>;

export const ListedEvent = Type.Object(
  { ...fields, deliveryCounts: DeliveryCounts },
  {
    description: 'An event of the log, with the states of its deliveries.',
    examples: [{ ...example, deliveryCounts: { delivered: 2, retrying: 1, failed: 0, waiting: 0 } }],
  },
);
export type ListedEvent = Type.Static<typeof ListedEvent>;

export const EventWithDeliveries = Type.Object(
  {
    ...fields,
    body: nullable(
      Type.String({
        description: 'The exact text that is signed and sent. Null if its user has been erased.',
      }),
    ),
    deliveries: Type.Array(DeliveryWithAttempts),
  },
  {
    description: 'An event with its deliveries and the responses of the endpoints.',
    examples: [{ ...example, body: '{"id":"..."}', deliveries: [] }],
  },
);
export type EventWithDeliveries = Type.Static<typeof EventWithDeliveries>;

export const EventPublishRequest = Type.Object(
  {
    type: oneOf(eventTypes),
    data: record(propertyName, Type.Unknown(), {
      maxProperties: 100,
      description: 'The data, as the catalogue defines it for this type.',
    }),
    sessionId: Type.Optional(text(1, 100)),
  },
  {
    additionalProperties: false,
    description: 'An event that your own services publish.',
    examples: [{ type: 'RECORD_CREATED', data: { recordId: 'rec-1', recordType: null } }],
  },
);
export type EventPublishRequest = Type.Static<typeof EventPublishRequest>;

export const PublishedEvent = Type.Object(
  {
    id: id('event'),
    repeated: Type.Boolean({
      description: 'Whether an earlier request had the same `Idempotency-Key`. Then nothing new was stored.',
    }),
  },
  { examples: [{ id: exampleId('event'), repeated: false }] },
);
export type PublishedEvent = Type.Static<typeof PublishedEvent>;
