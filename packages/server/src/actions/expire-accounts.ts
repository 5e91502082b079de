import { removeDatapointsOf } from '../domain/datapoints.ts';
import { cancelLinkingRun } from '../domain/linking-runs.ts';
import type { Caller } from '../platform/caller.ts';
import type { Services } from '../platform/services.ts';

const dayMilliseconds = 86_400_000;
/** So many in one transaction: nobody else waits for long. */
const batch = 20;
/** There is no hurry in it, and every process looks. */
const pause = 60_000;

const lastLooks = new WeakMap<Services, number>();

/**
 * Deletes the accounts older than the time for which data is kept, with all that was read from them. Nobody revoked
 * anything, so no event says so. Looks once a minute at most.
 */
export async function expireAccounts(services: Services): Promise<void> {
  const { store, config } = services;
  const now = services.now();
  if (now - (lastLooks.get(services) ?? Number.NEGATIVE_INFINITY) < pause) return;
  lastLooks.set(services, now);
  const deadline = now - config.retentionDays * dayMilliseconds;
  let expired: number;
  do {
    expired = await store.transaction(async (transaction) => {
      const rows = await transaction.all<{ id: string; tenant_id: string; mode: Caller['mode'] }>(
        'select id, tenant_id, mode from accounts where created_at < $1 order by created_at limit $2',
        [deadline, batch],
      );
      for (const { id, tenant_id: tenantId, mode } of rows) {
        await cancelLinkingRun(transaction, id);
        await removeDatapointsOf(transaction, { tenantId, mode }, id);
        await transaction.run('delete from accounts where id = $1', [id]);
      }
      return rows.length;
    });
  } while (expired === batch);
}
