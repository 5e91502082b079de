import type { Replay } from '@winkwire/contract/resources/reconciliation';
import { cancelReplays, findReplay, replayProgress } from '../domain/replays.ts';
import type { Caller } from '../platform/caller.ts';
import type { Services } from '../platform/services.ts';

/** A replay that has ended does not change. Throws MISSING_RESOURCE if the webhook has no such replay. */
export async function cancelReplay(
  { now, store }: Pick<Services, 'now' | 'store'>,
  caller: Caller,
  { webhookId, id }: { webhookId: string; id: string },
): Promise<Replay> {
  return store.transaction(async (transaction) => {
    const { id: found } = await findReplay(transaction, caller, { webhookId, id });
    await cancelReplays(transaction, caller, { webhookId, id: found, now: now() });
    return replayProgress(transaction, await findReplay(transaction, caller, { webhookId, id }));
  });
}
