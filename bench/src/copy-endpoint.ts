import type { Store } from '@winkwire/server/store/store';

const columns = `mode, name, event_types, active, include_payload, secrets, signing_key, headers, delivery, tls,
  paused_at, paused_reason, failing_since, created_at, deleted_at`;

/**
 * Copies one webhook, because registering 10,000 takes minutes. With `tenants`, the copies belong to other tenants, so
 * they get no events.
 */
export async function copyEndpoint(
  store: Store,
  {
    webhookId,
    count,
    tenants = 0,
    filter,
  }: { webhookId: string; count: number; tenants?: number; filter?: object },
): Promise<void> {
  const sqlite = store.engine === 'sqlite';
  const hex = sqlite ? `printf('%032x', i)` : `lpad(to_hex(i), 32, '0')`;
  const id = `'wh-' || ${hex}`;
  const tenant = tenants > 0 ? `'idle-' || (i % ${tenants})` : 'tenant_id';
  const numbers = `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})`;
  await store.transaction(async (transaction) => {
    await transaction.run(
      `insert into webhooks (tenant_id, id, url, filter, updated_at, ${columns})
       ${numbers} select ${tenant}, ${id}, url || '/' || i, $2, $3, ${columns} from webhooks, n where webhooks.id = $1`,
      [webhookId, filter ? JSON.stringify(filter) : null, Date.now()],
    );
    await transaction.run(
      `insert into queues (tenant_id, webhook_id, shard, sequence, hash)
       ${numbers} select ${tenant}, ${id}, i % 64, 0, hash from queues, n where webhook_id = $1`,
      [webhookId],
    );
    await transaction.run(
      `insert into cursors (tenant_id, webhook_id, sequence)
       ${numbers} select ${tenant}, ${id}, 0 from cursors, n where webhook_id = $1`,
      [webhookId],
    );
    await transaction.run('update webhook_versions set version = version + 1');
  });
}
