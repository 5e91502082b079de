import type { Replay } from '@winkwire/contract/resources/reconciliation';
import { cancelReplays, findReplay, replayProgress } from '../domain/replays.ts';
import type { Caller } from '../platform/caller.ts';
import type { Services } from '../platform/services.ts';

/** Does not change a replay that has ended. Throws MISSING_RESOURCE if there is no such replay. */
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
