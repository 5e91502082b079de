import Type from 'typebox';
import { recordNames } from '../callbacks.ts';
import { exampleId, exampleTime, exampleUserId } from '../schema/example-ids.ts';
import { dateTime, id, integer, oneOf } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';

export const SessionCallback = Type.Object(
  {
    eventId: id('event', {
      description:
        'The id of the callback. If the callback is also an event of the log, the event has the same id.',
    }),
    sessionId: id('session'),
    sequence: integer(1, undefined, {
      description: 'The number of the callback in its session. The numbers have no gaps.',
    }),
    name: oneOf(recordNames, {
      description: '`onEvent` means an event for which there is no other callback.',
    }),
    arguments: nullable(
      Type.Object({}, { description: "The callback's argument. Null for `onTokenExpired`, which has none." }),
    ),
    at: dateTime,
    acknowledgedAt: nullable({
      ...dateTime,
      description: 'When a page reported that it has run the callback. Null if no page has reported that.',
    }),
  },
  {
    description: 'A callback or event of a session, as it was recorded.',
    examples: [
      {
        eventId: exampleId('event'),
        sessionId: exampleId('session'),
        sequence: 4,
        name: 'onAccountConnected',
        arguments: { accountId: exampleId('account'), userId: exampleUserId, providerId: 'quickride' },
        at: exampleTime,
        acknowledgedAt: null,
      },
    ],
  },
);
export type SessionCallback = Type.Static<typeof SessionCallback>;
