import { modes } from '@winkwire/contract/modes';
import { places } from '../../store/rows.ts';
import type { Queries, Store, Transaction } from '../../store/store.ts';

/** A batch is one short transaction: the senders wait for none of them. */
const batchSize = 200;
const pauseMs = 20;

/**
 * Removes events that are older than `before`, in ms since 1970, with their deliveries and every request made for
 * them; also idempotency keys, replays that ended, and endpoints that were deleted and have nothing left.
 * Resolves with how many events went.
 */
export async function expireEvents(
  store: Store,
  { before, stop = () => false }: { before: number; stop?: () => boolean },
): Promise<number> {
  let expired = 0;
  const tenants = await store.all<{ id: string }>('select id from tenants');
  for (const { id: tenantId } of tenants) {
    for (const mode of modes) expired += await expireOf(store, { tenantId, mode, before, stop });
    await expireRest(store, tenantId, before);
  }
  return expired;
}

async function expireOf(
  store: Store,
  of: { tenantId: string; mode: string; before: number; stop(): boolean },
): Promise<number> {
  for (let expired = 0; ; ) {
    const count = of.stop() ? 0 : await store.transaction((transaction) => expireBatch(transaction, of));
    expired += count;
    if (count < batchSize) return expired;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

async function expireBatch(
  transaction: Transaction,
  { tenantId, mode, before }: { tenantId: string; mode: string; before: number },
): Promise<number> {
  // Ids begin with their time: the oldest are the first of the key.
  const events = await transaction.all<{ id: string }>(
    'select id from events where tenant_id = $1 and mode = $2 and id < $3 order by id limit $4',
    [tenantId, mode, `et-${Math.max(0, before).toString(16).padStart(12, '0')}`, batchSize],
  );
  if (events.length === 0) return 0;
  const of = [tenantId, mode, ...events.map(({ id }) => id)];
  const ids = places(1, events.length, 2);
  await transaction.run(
    `delete from attempts where tenant_id = $1 and (webhook_id, sequence) in (
       select webhook_id, sequence from deliveries where tenant_id = $1 and mode = $2 and event_id in ${ids})`,
    of,
  );
  await transaction.run(
    `delete from deliveries where tenant_id = $1 and mode = $2 and event_id in ${ids}`,
    of,
  );
  await transaction.run(`delete from events where tenant_id = $1 and mode = $2 and id in ${ids}`, of);
  return events.length;
}

async function expireRest(queries: Queries, tenantId: string, before: number): Promise<void> {
  const of = [tenantId, before];
  await queries.run('delete from idempotency_keys where tenant_id = $1 and created_at < $2', of);
  await queries.run(
    `delete from replays where tenant_id = $1 and updated_at < $2 and state <> 'running'`,
    of,
  );
  const gone = `select w.id from webhooks w where w.tenant_id = $1 and w.deleted_at < $2 and not exists (
    select 1 from deliveries d where d.tenant_id = w.tenant_id and d.webhook_id = w.id)`;
  await queries.run(`delete from queues where tenant_id = $1 and webhook_id in (${gone})`, of);
  await queries.run(`delete from cursors where tenant_id = $1 and webhook_id in (${gone})`, of);
  await queries.run(`delete from webhooks where tenant_id = $1 and id in (${gone})`, of);
}
