import { readTime } from '@winkwire/contract/read-time';
import { PulledEvents, Replay, WebhookCheckpoint } from '@winkwire/contract/resources/reconciliation';
import { page } from '@winkwire/contract/schema/envelope';
import { count, integer, largestInteger, time } from '@winkwire/contract/schema/fields';
import Type from 'typebox';
import { cancelReplay } from '../actions/cancel-replay.ts';
import { pullEvents } from '../actions/pull-events.ts';
import { recoverWebhook, replayMissing, rewindWebhook } from '../actions/replay-deliveries.ts';
import { findFloor } from '../domain/floors.ts';
import { listQuery } from '../domain/listing.ts';
import { findQueue } from '../domain/queues.ts';
import { findReplay, replayListing, replayProgress } from '../domain/replays.ts';
import { findWebhook } from '../domain/webhooks.ts';
import { operation } from './operation.ts';
import { webhookParams as params, pathId } from './webhook-params.ts';

const tag = 'Reconciliation';
const since = Type.Object({ since: time('Since when.') });

export const webhookReconciliationOperations = [
  operation({
    method: 'GET',
    path: '/v1/webhooks/:id/checkpoint',
    id: 'getCheckpoint',
    summary: 'How many events a webhook was given, and the hash over them',
    tag,
    access: 'key',
    params,
    data: WebhookCheckpoint,
    async run({ caller, params }, { store }) {
      await findWebhook(store, caller, params.id);
      const expired = await findFloor(store, { tenantId: caller.tenantId, webhookId: params.id });
      return { ...(await findQueue(store, caller, params.id)), expired };
    },
  }),
  operation({
    method: 'GET',
    path: '/v1/webhooks/:id/events',
    id: 'pullEvents',
    summary: 'Pull the events of a webhook from a sequence on',
    description: 'The same ids, bytes and signatures as are sent.',
    tag,
    access: 'key',
    params,
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
    method: 'POST',
    path: '/v1/webhooks/:id/rewind',
    id: 'rewindWebhook',
    summary: 'Deliver everything after a sequence again',
    description:
      'Under the same sequence numbers and event ids. What has expired cannot be sent again: rewind to where it ends.',
    tag,
    access: 'key',
    params,
    body: Type.Object({ sequence: count('The last sequence that is not sent again.') }),
    data: Replay,
    run: ({ caller, params, body }, services) =>
      rewindWebhook(services, caller, { id: params.id, sequence: body.sequence }),
  }),
  operation({
    method: 'POST',
    path: '/v1/webhooks/:id/recover',
    id: 'recoverWebhook',
    summary: 'Deliver again what failed since a time',
    tag,
    access: 'key',
    params,
    body: since,
    data: Replay,
    run: ({ caller, params, body }, services) =>
      recoverWebhook(services, caller, { id: params.id, since: readTime(body.since)! }),
  }),
  operation({
    method: 'POST',
    path: '/v1/webhooks/:id/replay',
    id: 'replayMissing',
    summary: 'Deliver what the webhook was never given since a time',
    description:
      'Events of the log that match it now and that it was not given when they happened: it was registered, or widened, later.',
    tag,
    access: 'key',
    params,
    body: since,
    data: Replay,
    run: ({ caller, params, body }, services) =>
      replayMissing(services, caller, { id: params.id, since: readTime(body.since)! }),
  }),
  operation({
    method: 'GET',
    path: '/v1/webhooks/:id/replays',
    id: 'listReplays',
    summary: 'List rewinds, recoveries and replays',
    tag,
    access: 'key',
    params,
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
    summary: 'How far a rewind, recovery or replay has come',
    tag,
    access: 'key',
    params: Type.Object({ id: pathId, replayId: pathId }),
    data: Replay,
    run: async ({ caller, params }, { store }) =>
      replayProgress(store, await findReplay(store, caller, { webhookId: params.id, id: params.replayId })),
  }),
  operation({
    method: 'POST',
    path: '/v1/webhooks/:id/replays/:replayId/cancel',
    id: 'cancelReplay',
    summary: 'Cancel a rewind, recovery or replay',
    description: 'What it has made due so far is delivered all the same. One that is over stays as it is.',
    tag,
    access: 'key',
    params: Type.Object({ id: pathId, replayId: pathId }),
    data: Replay,
    run: ({ caller, params }, services) =>
      cancelReplay(services, caller, { webhookId: params.id, id: params.replayId }),
  }),
];
