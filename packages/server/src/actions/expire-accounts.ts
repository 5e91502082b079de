import { removeDatapointsOf } from '../domain/datapoints.ts';
import { cancelLinkingRun } from '../domain/linking-runs.ts';
import { retentionStart } from '../domain/retention-start.ts';
import type { Caller } from '../platform/caller.ts';
import type { Services } from '../platform/services.ts';

/** At most this many accounts are deleted in one transaction, so that other writers do not wait long. */
const batch = 20;
/** The minimum time between two checks, in ms. Expiry is not urgent, and every process checks. */
const pause = 60_000;

const lastChecks = new WeakMap<Services, number>();

/** Deletes the accounts whose retention has ended. Appends no events, because nobody has revoked these accounts. */
export async function expireAccounts(services: Services): Promise<void> {
  const { store, config } = services;
  const now = services.now();
  if (now - (lastChecks.get(services) ?? Number.NEGATIVE_INFINITY) < pause) return;
  lastChecks.set(services, now);
  const deadline = retentionStart(now, config);
  let expired: number;
  do {
    expired = await store.transaction(async (transaction) => {
      const rows = await transaction.all<{ id: string; tenant_id: string; mode: Caller['mode'] }>(
        `select id, tenant_id, mode from accounts where id in (
           select id from accounts where created_at < $1 order by created_at limit $2) order by id`,
        [deadline, batch],
      );
      // The statements are sent together, so that the rows are not locked for a round trip each.
      const deleting = rows.flatMap(({ id, tenant_id: tenantId, mode }) => [
        cancelLinkingRun(transaction, id),
        transaction.run('delete from accounts where id = $1', [id]),
        removeDatapointsOf(transaction, { tenantId, mode }, id),
      ]);
      await Promise.all(deleting);
      return rows.length;
    });
  } while (expired === batch);
}
