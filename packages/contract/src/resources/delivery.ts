import Type from 'typebox';
import { deliveryStates } from '../delivery-states.ts';
import { exampleId, exampleTime, exampleUserId } from '../schema/example-ids.ts';
import { failureFields } from '../schema/failure-fields.ts';
import { count, dateTime, httpStatus, id, integer, largestInteger, oneOf } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';

const words = nullable(Type.String());
const status = nullable(httpStatus('The HTTP status. Null when there was no response.'));
const attemptExample = {
  number: 1,
  startedAt: exampleTime,
  durationMs: 84,
  status: 200,
  error: null,
  cause: null,
  errorMessage: null,
  responseHeaders: { 'content-type': 'text/plain' },
  responseBody: 'ok',
};

const attemptFields = {
  number: integer(1),
  startedAt: dateTime,
  durationMs: count(),
  status,
  ...failureFields,
  responseHeaders: nullable(Type.Record(Type.String(), Type.String())),
  responseBody: nullable(
    Type.String({ description: 'The first 16 KiB of the response body, decompressed.' }),
  ),
};

export const Attempt = Type.Object(attemptFields, {
  description: 'One request to a receiver.',
  examples: [attemptExample],
});
export type Attempt = Type.Static<typeof Attempt>;

const identifying = {
  webhookId: id('webhook'),
  sequence: integer(1, largestInteger, {
    description: "The number of the delivery among the webhook's deliveries. The numbers have no gaps.",
  }),
  eventId: id('event'),
  eventType: Type.String(),
  sourceId: Type.String({
    description: 'The id of what the event is about, such as an account, an archive or a user.',
  }),
};

const deliveryFields = {
  ...identifying,
  state: oneOf(deliveryStates),
  attempts: count(),
  nextAttemptAt: nullable(dateTime),
  lastStatus: status,
  lastError: failureFields.error,
  lastCause: failureFields.cause,
  createdAt: dateTime,
  updatedAt: dateTime,
};

const deliveryExample = {
  webhookId: exampleId('webhook'),
  sequence: 1042,
  eventId: exampleId('event'),
  eventType: 'ACCOUNT_CONNECTED',
  sourceId: exampleId('account'),
  state: 'DELIVERED',
  attempts: 1,
  nextAttemptAt: null,
  lastStatus: 200,
  lastError: null,
  lastCause: null,
  createdAt: exampleTime,
  updatedAt: exampleTime,
};

export const AttemptRecord = Type.Object(
  { ...identifying, userId: words, ...attemptFields },
  {
    description: 'One request to a receiver, with the ids of its event and its webhook.',
    examples: [
      {
        webhookId: exampleId('webhook'),
        sequence: 1042,
        eventId: exampleId('event'),
        eventType: 'ACCOUNT_CONNECTED',
        sourceId: exampleId('account'),
        userId: exampleUserId,
        ...attemptExample,
      },
    ],
  },
);
export type AttemptRecord = Type.Static<typeof AttemptRecord>;

export const Delivery = Type.Object(deliveryFields, {
  description: 'The delivery of one event to one endpoint.',
  examples: [deliveryExample],
});
export type Delivery = Type.Static<typeof Delivery>;

export const DeliveryWithAttempts = Type.Object(
  {
    ...deliveryFields,
    webhookName: Type.String(),
    webhookDeleted: Type.Boolean({
      description: 'Whether the webhook was deleted. If so, the delivery is never attempted again.',
    }),
    requests: Type.Array(Attempt),
  },
  {
    description: 'A delivery with all its attempts.',
    examples: [
      { ...deliveryExample, webhookName: 'Loan desk', webhookDeleted: false, requests: [attemptExample] },
    ],
  },
);
export type DeliveryWithAttempts = Type.Static<typeof DeliveryWithAttempts>;
