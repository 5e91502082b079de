import Type from 'typebox';
import { ALL_EVENTS, endpointEventTypes, eventTypes } from '../event-types.ts';
import { exampleId, exampleTime } from '../schema/example-ids.ts';
import { dateTime, id, text } from '../schema/fields.ts';

/** A type, a family of types such as `ACCOUNT_*`, or everything. */
export type Subscription = (typeof subscriptions)[number] | `${string}_*`;
const subscriptions = [...eventTypes, ...endpointEventTypes, ALL_EVENTS] as const;

const subscription = Type.Unsafe<Subscription>({
  type: 'string',
  anyOf: [{ enum: [...subscriptions] }, { pattern: '^[A-Z]+(_[A-Z]+)*_\\*$' }],
});

const eventTypesField = Type.Array(subscription, {
  maxItems: 100,
  description:
    'Event types, prefixes such as `ACCOUNT_*`, or `ALL_EVENTS`. `ENDPOINT_*` types are sent only when named.',
});

const settings = {
  name: text(1, 200, { description: 'What you call this endpoint.' }),
  url: text(1, 500, { description: 'Where to POST; it begins with `https://`.' }),
  eventTypes: eventTypesField,
  active: Type.Boolean({ default: true, description: 'An inactive endpoint keeps its backlog.' }),
};
const includePayload = Type.Boolean({
  default: false,
  description: "Put the source's data into `data.payload` of TASK_FINISHED and ACCOUNT_SYNC_TASK_FINISHED.",
});
const secret = text(1, 64, { description: 'The key of the signature, as it is.' });

const settingsExample = {
  name: 'Loan desk',
  url: 'https://hooks.example.com/winkwire',
  eventTypes: ['ACCOUNT_CONNECTED', 'TASK_FINISHED'],
  active: true,
  includePayload: false,
};

export const Webhook = Type.Object(
  {
    id: id('webhook'),
    createdAt: dateTime,
    ...settings,
    includePayload,
    secret: Type.Optional(secret),
    updatedAt: dateTime,
  },
  {
    description: 'An address that events are sent to.',
    examples: [
      {
        id: exampleId('webhook'),
        createdAt: exampleTime,
        ...settingsExample,
        secret: 'a long random secret',
        updatedAt: exampleTime,
      },
    ],
  },
);
export type Webhook = Type.Static<typeof Webhook>;

export const WebhookCreateRequest = Type.Object(
  {
    ...settings,
    active: Type.Optional(settings.active),
    includePayload: Type.Optional(includePayload),
    secret,
  },
  { examples: [{ ...settingsExample, secret: 'a long random secret' }] },
);
export type WebhookCreateRequest = Type.Static<typeof WebhookCreateRequest>;
