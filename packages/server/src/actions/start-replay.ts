import type { Replay } from '@winkwire/contract/resources/reconciliation';
import { findQueue } from '../domain/queues.ts';
import { insertReplay, type ReplayRow, replayResource } from '../domain/replays.ts';
import { findWatermark } from '../domain/retention-watermark.ts';
import { findWebhook } from '../domain/webhooks.ts';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';

type Needed = Pick<Services, 'now' | 'store'>;

/**
 * Redelivers everything after a sequence number, under the same sequence numbers. Throws MISSING_RESOURCE when the first
 * of these events has expired.
 */
export async function rewindWebhook(
  services: Needed,
  caller: Caller,
  { id, sequence }: { id: string; sequence: number },
): Promise<Replay> {
  return start(services, caller, { id, kind: 'rewind', from: sequence });
}

/** Redelivers what was given up, or is retrying, since a time in milliseconds. */
export async function recoverWebhook(
  services: Needed,
  caller: Caller,
  { id, since }: { id: string; since: number },
): Promise<Replay> {
  const first = await services.store.get<{ sequence: number | null }>(
    `select min(sequence) as sequence from deliveries
     where tenant_id = $1 and webhook_id = $2 and created_at >= $3`,
    [caller.tenantId, id, since],
  );
  const from = first?.sequence ? first.sequence - 1 : undefined;
  return start(services, caller, { id, kind: 'recover', from });
}

/** Delivers what the webhook was never given since a time in milliseconds, because it was registered or widened later. */
export async function backfillWebhook(
  services: Needed,
  caller: Caller,
  { id, since }: { id: string; since: number },
): Promise<Replay> {
  // The position counts from 1970. No event is older.
  return start(services, caller, { id, kind: 'replay', from: Math.max(0, since) });
}

/** Without `from` there is nothing to do, and the replay ends immediately. */
async function start(
  { now, store }: Needed,
  caller: Caller,
  { id, kind, from }: { id: string; kind: ReplayRow['kind']; from: number | undefined },
): Promise<Replay> {
  const row = await store.transaction(async (transaction) => {
    await findWebhook(transaction, caller, id);
    const { sequence: last } = await findQueue(transaction, caller, id);
    const through = kind === 'replay' ? now() : last;
    const position = from ?? through;
    if (kind === 'rewind') {
      const watermark = await findWatermark(transaction, { tenantId: caller.tenantId, webhookId: id });
      if (position < watermark.sequence) throw expired(watermark.sequence);
    }
    if (position > through) {
      throw new Failure(
        'INVALID_PARAMETERS',
        kind === 'replay'
          ? 'since: is in the future.'
          : `sequence: is higher than the newest number, ${last}.`,
      );
    }
    const after = kind === 'replay' ? last : position;
    return insertReplay(transaction, caller, {
      webhook_id: id,
      kind,
      position,
      through,
      after_sequence: after,
      now: now(),
    });
  });
  store.hint({ tenantId: caller.tenantId, webhookId: id, about: 'replay' });
  return replayResource(row, { delivered: 0, failed: 0 });
}

const expired = (sequence: number): Failure =>
  new Failure(
    'MISSING_RESOURCE',
    `Events up to number ${sequence} of this webhook have expired. Rewind to ${sequence} to redeliver all that remain.`,
  );
