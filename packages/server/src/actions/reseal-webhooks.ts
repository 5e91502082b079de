import type { WebhookRow } from '../domain/endpoint.ts';
import { resealColumns } from '../domain/sealed-columns.ts';
import { readOr } from '../domain/webhook-columns.ts';
import { updateWebhook } from '../domain/webhooks.ts';
import { batchSize, type Pace } from '../platform/pace.ts';
import type { SecretBox } from '../platform/secret-box.ts';
import type { Services } from '../platform/services.ts';
import type { Store } from '../store/store.ts';

/**
 * Encrypts the secret columns of all webhooks with the current key. Webhooks that cannot be decrypted are left
 * unchanged and counted.
 */
export async function resealWebhooks(
  { secrets: box, store }: Pick<Services, 'secrets' | 'store'>,
  pace: Pace,
): Promise<{ resealed: number; unreadable: number }> {
  const counts = { resealed: 0, unreadable: 0 };
  let after = ['', ''];
  await pace.work(async () => {
    const rows = await store.all<WebhookRow>(
      `select * from live_webhooks where (tenant_id, id) > ($1, $2) order by tenant_id, id limit ${batchSize}`,
      after,
    );
    for (const row of rows) {
      const old = columnsOf(row, box);
      if (old === undefined) counts.unreadable++;
      else if (Object.keys(old).length > 0) counts.resealed += await reseal(store, row, box);
    }
    const last = rows.at(-1);
    if (last) after = [last.tenant_id, last.id];
    return rows.length;
  });
  return counts;
}

/** The columns of a row that have to change. Undefined if a column cannot be decrypted. */
const columnsOf = (row: WebhookRow, box: SecretBox): Partial<WebhookRow> | undefined =>
  readOr(() => resealColumns(row, box), undefined);

/** The row is read again under a lock, because a secret may be rotated at the same time. */
const reseal = (store: Store, { tenant_id: tenantId, id }: WebhookRow, box: SecretBox): Promise<number> =>
  store.transaction(async (transaction) => {
    // Changes no value, but locks the row on both engines.
    const [row] = await transaction.all<WebhookRow>(
      'update webhooks set active = active where tenant_id = $1 and id = $2 returning *',
      [tenantId, id],
    );
    const columns = row && columnsOf(row, box);
    if (!columns || Object.keys(columns).length === 0) return 0;
    await updateWebhook(transaction, row, columns);
    return 1;
  });
