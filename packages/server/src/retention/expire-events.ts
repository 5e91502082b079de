// biome-ignore-all lint/style/noNonNullAssertion: the loop ends when there is no further log
import { firstEventIdAt } from '../domain/portal-time.ts';
import { type Shreddable, shredEvents } from '../domain/shred-events.ts';
import { batchSize, type Pace } from '../platform/pace.ts';
import type { Store, Transaction } from '../store/store.ts';

interface Log {
  tenant_id: string;
  mode: string;
}

/**
 * Deletes events that are older than `cutoff`. If a delivery still refers to an event, the event's row stays without
 * its bodies, so that the sequence has no gap. `lost` is called if the lane of a webhook must drop a delivery.
 */
export async function expireEvents(
  store: Store,
  options: { cutoff: number; pace: Pace; lost(endpoint: { tenantId: string; webhookId: string }): void },
): Promise<number> {
  const { cutoff, pace, lost } = options;
  const before = firstEventIdAt(cutoff);
  let total = 0;
  for (let log = await nextLog(store); log; log = await nextLog(store, log)) {
    let after = '';
    total += await pace.work(async () => {
      const page = await expireBatch(store, log!, { after, before });
      after = page.last ?? after;
      for (const webhookId of page.closed) lost({ tenantId: log!.tenant_id, webhookId });
      return page.rows;
    });
  }
  return total;
}

/** Finds the next tenant and mode with events, without reading the events in between. */
const nextLog = (store: Store, { tenant_id: tenantId, mode }: Log = { tenant_id: '', mode: '' }) =>
  store.get<Log>(
    `select tenant_id, mode from events where (tenant_id, mode) > ($1, $2) order by tenant_id, mode limit 1`,
    [tenantId, mode],
  );

async function expireBatch(
  store: Store,
  { tenant_id: tenantId, mode }: Log,
  { after, before }: { after: string; before: string },
): Promise<{ rows: number; last: string | undefined; closed: Iterable<string> }> {
  const page = await store.all<{ id: string }>(
    `select id from events where tenant_id = $1 and mode = $2 and id > $3 and id < $4 order by id limit ${batchSize}`,
    [tenantId, mode, after, before],
  );
  const last = page.at(-1)?.id;
  if (last === undefined) return { rows: 0, last, closed: [] };
  const range = [tenantId, mode, after, last];
  await store.run(
    `delete from events where tenant_id = $1 and mode = $2 and id > $3 and id <= $4 and not exists (
       select 1 from deliveries d
       where d.tenant_id = events.tenant_id and d.mode = events.mode and d.event_id = events.id)`,
    range,
  );
  const held = await store.all<Shreddable>(`${selectHeld} order by id`, range);
  if (held.length === 0) return { rows: page.length, last, closed: [] };
  const closed = await store.transaction(async (transaction) => {
    await shredEvents(transaction, held);
    return closeDeliveries(transaction, range);
  });
  return { rows: page.length, last, closed };
}

const selectHeld = `
  select tenant_id, mode, id, body, payload_body from events
  where tenant_id = $1 and mode = $2 and id > $3 and id <= $4`;

/** A backfill may add deliveries while bodies are being deleted, so the range includes events without bodies. */
async function closeDeliveries(
  transaction: Transaction,
  range: (string | number)[],
): Promise<ReadonlySet<string>> {
  const closed = await transaction.all<{ webhook_id: string }>(
    `update deliveries set state = 'failed', due_at = null, last_error = 'EXPIRED', last_cause = null, updated_at = $5
     where tenant_id = $1 and mode = $2 and event_id > $3 and event_id <= $4 and state in ('waiting', 'retrying')
     returning webhook_id`,
    [...range, Date.now()],
  );
  return new Set(closed.map(({ webhook_id: webhookId }) => webhookId));
}
