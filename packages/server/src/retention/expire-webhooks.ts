import type { Store } from '../store/store.ts';

const own = ['queues', 'cursors', 'floors', 'replays'];

/** Deletes the rows of webhooks that were deleted before `cutoff` and have no deliveries left. */
export async function expireWebhooks(store: Store, { cutoff }: { cutoff: number }): Promise<number> {
  const gone = await store.all<{ tenant_id: string; id: string }>(
    `select tenant_id, id from webhooks w where deleted_at < $1 and not exists (
       select 1 from deliveries d where d.tenant_id = w.tenant_id and d.webhook_id = w.id)`,
    [cutoff],
  );
  for (const { tenant_id: tenantId, id } of gone) {
    await store.transaction(async (transaction) => {
      for (const table of own) {
        await transaction.run(`delete from ${table} where tenant_id = $1 and webhook_id = $2`, [
          tenantId,
          id,
        ]);
      }
      await transaction.run('delete from webhooks where tenant_id = $1 and id = $2', [tenantId, id]);
    });
  }
  return gone.length;
}
