import Type from 'typebox';
import { exampleId, exampleTime } from '../schema/example-ids.ts';
import { failureFields } from '../schema/failure-fields.ts';
import { count, dateTime, httpStatus, id, integer, oneOf } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';

const sequence = count();
const hash = Type.String({ pattern: '^[0-9a-f]{64}$' });

/** A receiver compares this sequence and hash with its own, and so notices that an event is missing. */
export const WebhookCheckpoint = Type.Object(
  {
    sequence,
    hash,
    expired: Type.Object(
      { sequence, hash },
      {
        description:
          'The events up to this sequence have expired. Verify the later events, starting from this hash.',
      },
    ),
  },
  {
    description:
      'How many deliveries the webhook has had, whatever their state, and the hash over all of them. Each hash is the SHA-256 of the previous hash, the event id and the SHA-256 of the body, joined by colons.',
    examples: [{ sequence: 0, hash: '0'.repeat(64), expired: { sequence: 0, hash: '0'.repeat(64) } }],
  },
);
export type WebhookCheckpoint = Type.Static<typeof WebhookCheckpoint>;

export const PulledEvent = Type.Object(
  {
    sequence: integer(1),
    body: nullable(
      Type.String({
        description:
          'The exact text that is signed and sent. Null if it was deleted, for example because the user was erased.',
      }),
    ),
    digest: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the body.' }),
    headers: Type.Record(Type.String(), Type.String(), {
      description:
        'The headers of the delivery, with signatures but without your own headers. If `body` is null, only `webhook-id` and `webhook-sequence`.',
    }),
  },
  { examples: [{ sequence: 1, body: '{}', digest: '0'.repeat(64), headers: { 'webhook-sequence': '1' } }] },
);
export type PulledEvent = Type.Static<typeof PulledEvent>;

export const PulledEvents = Type.Object(
  {
    items: Type.Array(PulledEvent),
    lastSequence: count(
      'The newest sequence number. Continue with `after` until you have the event with this number.',
    ),
  },
  { examples: [{ items: [], lastSequence: 0 }] },
);
export type PulledEvents = Type.Static<typeof PulledEvents>;

export const replayKinds = ['REWIND', 'RECOVER', 'REPLAY'] as const;
export const replayStates = ['RUNNING', 'DONE', 'CANCELED'] as const;

const progressUnits = ['SEQUENCE', 'MILLISECONDS'] as const;

export const Replay = Type.Object(
  {
    id: id('replay'),
    webhookId: id('webhook'),
    kind: oneOf(replayKinds, {
      description:
        'REWIND: sends every event of the range again. RECOVER: sends what failed. REPLAY: a backfill, which sends events that the webhook was never given.',
    }),
    state: oneOf(replayStates),
    position: count(
      'The current position. This is a time in milliseconds since 1970 if `kind` is `REPLAY`, and a sequence number otherwise. The same as `progress.at`.',
    ),
    through: count(
      'The position at which the replay ends, in the unit of `position`. The same as `progress.of`.',
    ),
    progress: Type.Object(
      {
        unit: oneOf(progressUnits, {
          description:
            'SEQUENCE: sequence numbers of the webhook. MILLISECONDS: times of events, in milliseconds since 1970. A backfill has this unit, because its events have no sequence numbers yet.',
        }),
        at: count('The current position.'),
        of: count('The position at which the replay ends.'),
      },
      { description: 'The progress of the replay.' },
    ),
    scheduled: count('The number of deliveries that the replay has scheduled so far.'),
    delivered: nullable(
      count(
        'The number of scheduled deliveries that succeeded. Null in a list. Get the replay by its id to read the number.',
      ),
    ),
    failed: nullable(count('The number of scheduled deliveries that were given up. Null in a list.')),
    createdAt: dateTime,
    updatedAt: dateTime,
  },
  {
    description: 'A rewind, recovery or backfill. It continues after a restart.',
    examples: [
      {
        id: exampleId('replay'),
        webhookId: exampleId('webhook'),
        kind: 'REWIND',
        state: 'RUNNING',
        position: 400,
        through: 1042,
        progress: { unit: 'SEQUENCE', at: 400, of: 1042 },
        scheduled: 388,
        delivered: 371,
        failed: 2,
        createdAt: exampleTime,
        updatedAt: exampleTime,
      },
    ],
  },
);
export type Replay = Type.Static<typeof Replay>;

export const ReplayPreview = Type.Object(
  {
    deliveries: count('The number of deliveries that the replay would schedule now.'),
    exact: Type.Boolean({
      description:
        'False if there were too many deliveries to count in a limited time. Then their number is an estimate.',
    }),
    estimatedSeconds: count(
      'How long the endpoint will need, estimated from its limits and its usual latency. A paused or failing endpoint needs longer.',
    ),
  },
  {
    description: 'What a rewind, recovery or backfill would send.',
    examples: [{ deliveries: 1204, exact: true, estimatedSeconds: 20 }],
  },
);
export type ReplayPreview = Type.Static<typeof ReplayPreview>;

export const explanationStates = [
  'DELIVERED',
  'WAITING',
  'RETRYING',
  'FAILED',
  'PAUSED',
  'PARKED',
  'HELD',
  'FILTERED',
  'NOT_REGISTERED',
  'EXPIRED',
  'ERASED',
] as const;

export const Explanation = Type.Object(
  {
    eventId: id('event'),
    webhookId: id('webhook'),
    state: oneOf(explanationStates, {
      description:
        'PARKED: the delivery waits for an earlier one of its source, because the endpoint uses strict order. HELD: the delivery waits, because the endpoint fails or sent a Retry-After, because no process delivers, or because the event or the secrets of the webhook cannot be read. NOT_REGISTERED: when the event happened, the webhook did not exist yet, or had settings that the event did not match. A backfill can deliver the event.',
    }),
    sentence: Type.String({ description: 'What happened to the event at this endpoint, and why.' }),
    sequence: nullable(integer(1)),
    nextAttemptAt: nullable(dateTime),
  },
  {
    examples: [
      {
        eventId: exampleId('event'),
        webhookId: exampleId('webhook'),
        state: 'RETRYING',
        sentence:
          'The receiver responded to attempt 1 with 500. Attempt 2 follows at 2026-04-21T09:30:00Z or shortly after.',
        sequence: 1042,
        nextAttemptAt: exampleTime,
      },
    ],
  },
);
export type Explanation = Type.Static<typeof Explanation>;

export const TestAnswer = Type.Object(
  {
    delivered: Type.Boolean(),
    status: nullable(httpStatus()),
    ...failureFields,
    durationMs: count(),
    responseBody: nullable(Type.String()),
    body: Type.String({ description: 'The body that was sent.' }),
    headers: Type.Record(Type.String(), Type.String(), {
      description: 'The headers that were sent. The values of your own headers are masked.',
    }),
  },
  {
    description: 'The response of the receiver to an example event.',
    examples: [
      {
        delivered: true,
        status: 200,
        error: null,
        cause: null,
        errorMessage: null,
        durationMs: 31,
        responseBody: 'ok',
        body: '{}',
        headers: { 'webhook-id': exampleId('event') },
      },
    ],
  },
);
export type TestAnswer = Type.Static<typeof TestAnswer>;

export const Egress = Type.Object(
  {
    addresses: Type.Array(Type.String(), {
      description:
        'The addresses and CIDR ranges from which webhooks are sent. Empty if the operator has not configured them.',
    }),
    proxy: Type.Boolean({ description: 'Whether webhooks are sent through a proxy of the operator.' }),
    verified: Type.Union([Type.Boolean(), Type.Null()], {
      description:
        'Whether a check has confirmed that all processes send from these addresses. `false` if a process sends from another address. Null if a process has not been checked, or if no process delivers.',
    }),
  },
  { examples: [{ addresses: ['203.0.113.7'], proxy: false, verified: true }] },
);
export type Egress = Type.Static<typeof Egress>;
