import type { Replay } from '@winkwire/contract/resources/reconciliation';
import { findReplayRange, type ReplayRequest } from '../domain/replay-range.ts';
import { insertReplay, replayResource } from '../domain/replays.ts';
import { findWebhook } from '../domain/webhooks.ts';
import type { Caller } from '../platform/caller.ts';
import type { Services } from '../platform/services.ts';

/**
 * A rewind redelivers a range under the same sequences. A recovery redelivers what was given up or is retrying. A
 * backfill delivers what the webhook was never given.
 */
export async function startReplay(
  { now, store }: Pick<Services, 'now' | 'store'>,
  caller: Caller,
  { id, ...request }: { id: string } & ReplayRequest,
): Promise<Replay> {
  const at = now();
  // Finding the range needs dozens of statements. In a transaction, they would make other writes on SQLite wait.
  await findWebhook(store, caller, id);
  const range = await findReplayRange(store, { ...caller, now: at }, { webhookId: id, request });
  const row = await store.transaction(async (transaction) => {
    await findWebhook(transaction, caller, id);
    return insertReplay(transaction, caller, { webhook_id: id, kind: request.kind, ...range, now: at });
  });
  store.hint({ tenantId: caller.tenantId, webhookId: id, about: 'replay' });
  return replayResource(row, { delivered: 0, failed: 0 });
}
