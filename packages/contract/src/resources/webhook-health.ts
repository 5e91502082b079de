import Type from 'typebox';
import { exampleId } from '../schema/example-ids.ts';
import { count, dateTime, id, oneOf } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';
import { AttemptRecord } from './delivery.ts';

export const breakerStates = ['CLOSED', 'OPEN'] as const;

export const WebhookHealth = Type.Object(
  {
    webhookId: id('webhook'),
    failingSince: nullable(dateTime),
    circuitBreaker: oneOf(breakerStates, {
      description: 'CLOSED: requests are sent. OPEN: one probe at a time, at most a minute apart.',
    }),
    nextProbeAt: nullable({
      ...dateTime,
      description:
        'When the next probe is sent, at the latest. Null when the breaker is closed, when nothing waits to be sent, and when no process delivers.',
    }),
    isServed: Type.Boolean({ description: 'Whether a process delivers to this endpoint.' }),
    lastFailure: nullable(AttemptRecord),
    waiting: count('Deliveries before their first attempt.'),
    retrying: count('Deliveries whose last attempt failed. Counted up to 100,000.'),
    oldestBacklogAt: nullable({
      ...dateTime,
      description: 'When the oldest of these deliveries was created.',
    }),
  },
  {
    description: 'Whether an endpoint works, and if not: what fails, since when, and what happens next.',
    examples: [
      {
        webhookId: exampleId('webhook'),
        failingSince: null,
        circuitBreaker: 'CLOSED',
        nextProbeAt: null,
        isServed: true,
        lastFailure: null,
        waiting: 0,
        retrying: 0,
        oldestBacklogAt: null,
      },
    ],
  },
);
export type WebhookHealth = Type.Static<typeof WebhookHealth>;
