import { removeDatapointsOf } from '../domain/datapoints.ts';
import { retentionStart } from '../domain/retention-start.ts';
import type { Caller } from '../platform/caller.ts';
import type { Services } from '../platform/services.ts';

/** At most this many archives are deleted in one transaction, so that other writers do not wait long. */
const batch = 50;

/**
 * Deletes the archives whose retention has ended, and returns their number. Appends no events, because nobody has
 * revoked these archives.
 */
export async function expireArchives({ store, now, config }: Services): Promise<number> {
  const deadline = retentionStart(now(), config);
  let total = 0;
  for (;;) {
    const expired = await store.transaction(async (transaction) => {
      const rows = await transaction.all<{ id: string; tenant_id: string; mode: Caller['mode'] }>(
        `select id, tenant_id, mode from archives where id in (
           select id from archives where created_at < $1 order by created_at limit $2) order by id`,
        [deadline, batch],
      );
      // The statements are sent together, so that the rows are not locked for a round trip each.
      const deleting = rows.flatMap(({ id, tenant_id: tenantId, mode }) => [
        transaction.run('delete from archives where id = $1', [id]),
        transaction.run('delete from files where archive_id = $1', [id]),
        removeDatapointsOf(transaction, { tenantId, mode }, id),
      ]);
      await Promise.all(deleting);
      return rows.length;
    });
    total += expired;
    if (expired < batch) return total;
  }
}
