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
      description:
        'CLOSED: requests are sent, unless the webhook is paused. A paused webhook is always CLOSED. OPEN: only probes are sent, one at a time. The breaker waits 5 seconds before the first probe, and up to a minute before later ones. The next probe is sent no later than `nextProbeAt`.',
    }),
    nextProbeAt: nullable({
      ...dateTime,
      description:
        'The next probe is sent no later than this time. Null when the breaker is closed, when nothing waits to be sent, and when no process delivers.',
    }),
    isServed: Type.Boolean({ description: 'Whether a process delivers to this endpoint.' }),
    lastFailure: nullable(AttemptRecord),
    waiting: count(
      'Deliveries before their first attempt. Up to 999 are counted one by one. A higher number is an upper estimate, which may include deliveries that have ended or are retried.',
    ),
    retrying: count(
      'Deliveries that wait for another attempt, because the last attempt failed or because they are to be delivered again. At most 100,000 are counted.',
    ),
    oldestBacklogAt: nullable({
      ...dateTime,
      description: 'When the oldest delivery in the backlog was created.',
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
