// biome-ignore-all lint/style/noNonNullAssertion: the schema accepts only times that can be read
import { readTime } from '@winkwire/contract/read-time';
import {
  PulledEvents,
  Replay,
  ReplayPreview,
  replayKinds,
  WebhookCheckpoint,
} from '@winkwire/contract/resources/reconciliation';
import { page } from '@winkwire/contract/schema/envelope';
import { count, integer, largestInteger, oneOf, time } from '@winkwire/contract/schema/fields';
import Type from 'typebox';
import { cancelReplay } from '../actions/cancel-replay.ts';
import { previewReplay } from '../actions/preview-replay.ts';
import { pullEvents } from '../actions/pull-events.ts';
import { startReplay } from '../actions/start-replay.ts';
import { listQuery } from '../domain/listing.ts';
import { findQueue } from '../domain/queues.ts';
import type { ReplayRequest } from '../domain/replay-range.ts';
import { findReplay, type ReplayRow, replayListing, replayProgress } from '../domain/replays.ts';
import { findWatermark } from '../domain/retention-watermark.ts';
import { findWebhook } from '../domain/webhooks.ts';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';
import { idParams, resourceId } from './fields.ts';
import { operation } from './operation.ts';

const tag = 'Reconciliation';
const since = time('The start of the period.');
const until = Type.Optional(
  time('The end of the period, not included. If it is absent, the period ends now.'),
);
const sequence = Type.Optional(count('Events after this sequence number are redelivered.'));
const period = Type.Object({ since, until });

interface Requested {
  sequence?: number;
  since?: string;
  until?: string;
}

/** Throws INVALID_PARAMETERS if this kind of replay does not accept these parameters together. */
function requestOf(kind: ReplayRow['kind'], requested: Requested): ReplayRequest {
  const since = requested.since === undefined ? undefined : readTime(requested.since)!;
  const until = requested.until === undefined ? undefined : readTime(requested.until)!;
  const { sequence } = requested;
  if (kind !== 'rewind') {
    if (sequence !== undefined) throw refused('sequence: only a rewind accepts a sequence. Leave it out.');
    if (since === undefined) throw refused('since: is missing.');
    return { kind, since, until };
  }
  if (sequence !== undefined && since === undefined) return { kind, start: { sequence }, until };
  if (since !== undefined && sequence === undefined) return { kind, start: { since }, until };
  throw refused('sequence: give either `sequence` or `since`.');
}

const refused = (message: string): Failure => new Failure('INVALID_PARAMETERS', message);

const starting = <Body extends Type.TSchema>(kind: ReplayRow['kind'], body: Body) =>
  ({
    method: 'POST',
    tag,
    access: 'key',
    params: idParams,
    body,
    data: Replay,
    run: (
      { caller, params, body: requested }: { caller: Caller; params: { id: string }; body: Requested },
      services: Services,
    ) => startReplay(services, caller, { id: params.id, ...requestOf(kind, requested) }),
  }) as const;

export const webhookReconciliationOperations = [
  operation({
    method: 'GET',
    path: '/v1/webhooks/:id/checkpoint',
    id: 'getCheckpoint',
    summary: 'Get the number of events that a webhook was given, and their hash',
    tag,
    access: 'key',
    params: idParams,
    data: WebhookCheckpoint,
    async run({ caller, params }, { store }) {
      await findWebhook(store, caller, params.id);
      const expired = await findWatermark(store, { tenantId: caller.tenantId, webhookId: params.id });
      return { ...(await findQueue(store, caller, params.id)), expired };
    },
  }),
  operation({
    method: 'GET',
    path: '/v1/webhooks/:id/events',
    id: 'pullEvents',
    summary: "Pull a webhook's events after a sequence number",
    description:
      'The ids and bodies are the same as in deliveries. `webhook-timestamp` and `webhook-signature` are computed for each response.',
    tag,
    access: 'key',
    params: idParams,
    query: Type.Object({
      after: Type.Optional(integer(0, largestInteger, { default: 0 })),
      size: Type.Optional(integer(1, 150, { default: 10 })),
    }),
    data: PulledEvents,
    run: ({ caller, params, query }, { now, secrets, store }) =>
      pullEvents({ queries: store, box: secrets, now: now() }, caller, {
        webhookId: params.id,
        after: query.after ?? 0,
        size: query.size ?? 10,
      }),
  }),
  operation({
    ...starting('rewind', Type.Object({ sequence, since: Type.Optional(since), until })),
    path: '/v1/webhooks/:id/rewind',
    id: 'rewindWebhook',
    summary: 'Redeliver every event after a sequence number or in a period',
    description:
      'Give either `sequence` or `since`. An event belongs to the period in which the webhook was given the event. Sequence numbers and event ids stay the same. Expired events cannot be redelivered. To redeliver all events that have not expired, give the last expired sequence number.',
  }),
  operation({
    ...starting('recover', period),
    path: '/v1/webhooks/:id/recover',
    id: 'recoverWebhook',
    summary: 'Redeliver what failed in a period',
    description:
      'Redelivers the events whose deliveries were given up or wait for another attempt. An event belongs to the period in which the webhook was given the event.',
  }),
  operation({
    ...starting('replay', period),
    path: '/v1/webhooks/:id/backfill',
    id: 'backfillWebhook',
    summary: 'Backfill events that a webhook missed in a period',
    description:
      'Delivers the events of the log that match the webhook now, but did not match it when they happened, because the webhook was registered later, or because its filter was widened later.',
  }),
  operation({
    ...starting('replay', period),
    path: '/v1/webhooks/:id/replay',
    id: 'replayMissing',
    summary: 'Backfill events under the former path',
    description: 'Use `POST /v1/webhooks/{id}/backfill`, which does the same.',
    deprecated: { since: '2026-11-28', successor: '/v1/webhooks/:id/backfill' },
  }),
  operation({
    method: 'GET',
    path: '/v1/webhooks/:id/replays/preview',
    id: 'previewReplay',
    summary: 'Count what a rewind, recovery or backfill would send',
    description:
      'Changes nothing. Accepts `sequence` or `since` for a rewind, `since` for a recovery or a backfill, and an optional `until` for each of them.',
    tag,
    access: 'key',
    params: idParams,
    query: Type.Object({
      kind: oneOf(replayKinds, { description: '`REPLAY` counts what a backfill would send.' }),
      sequence: Type.Optional(
        integer(0, largestInteger, {
          description: 'Only for a rewind: events after this sequence number are redelivered.',
        }),
      ),
      since: Type.Optional(since),
      until,
    }),
    data: ReplayPreview,
    run: ({ caller, params, query: { kind, ...requested } }, services) =>
      previewReplay(services, caller, {
        id: params.id,
        ...requestOf(kind.toLowerCase() as ReplayRow['kind'], requested),
      }),
  }),
  operation({
    method: 'GET',
    path: '/v1/webhooks/:id/replays',
    id: 'listReplays',
    summary: 'List rewinds, recoveries and backfills',
    tag,
    access: 'key',
    params: idParams,
    query: listQuery(),
    data: page(Replay),
    run: async ({ caller, params, query }, { store }) => {
      await findWebhook(store, caller, params.id);
      return replayListing.page(store, { ...caller, where: { webhook_id: params.id } }, query);
    },
  }),
  operation({
    method: 'GET',
    path: '/v1/webhooks/:id/replays/:replayId',
    id: 'getReplay',
    summary: 'Get the progress of a rewind, recovery or backfill',
    tag,
    access: 'key',
    params: Type.Object({ id: resourceId, replayId: resourceId }),
    data: Replay,
    run: async ({ caller, params }, { store }) =>
      replayProgress(store, await findReplay(store, caller, { webhookId: params.id, id: params.replayId })),
  }),
  operation({
    method: 'POST',
    path: '/v1/webhooks/:id/replays/:replayId/cancel',
    id: 'cancelReplay',
    summary: 'Cancel a rewind, recovery or backfill',
    description:
      'Deliveries that are already scheduled are still sent. A replay that has ended does not change.',
    tag,
    access: 'key',
    params: Type.Object({ id: resourceId, replayId: resourceId }),
    data: Replay,
    run: ({ caller, params }, services) =>
      cancelReplay(services, caller, { webhookId: params.id, id: params.replayId }),
  }),
];
