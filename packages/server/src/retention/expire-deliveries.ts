// biome-ignore-all lint/style/noNonNullAssertion: the list is not empty here
import { hash } from 'node:crypto';
import { chainHash } from '@winkwire/receiver/checkpoint';
import { eventOfDelivery } from '../domain/event-of-delivery.ts';
import { findWatermark } from '../domain/retention-watermark.ts';
import { batchSize, type Pace } from '../platform/pace.ts';
import type { Store } from '../store/store.ts';

interface Endpoint {
  tenant_id: string;
  webhook_id: string;
  /** When the oldest delivery was created. Null if there is none. */
  oldest: number | null;
}

const pageSize = 200;
const endpointPage = `
  select q.tenant_id, q.webhook_id, (
    select d.created_at from deliveries d where d.tenant_id = q.tenant_id and d.webhook_id = q.webhook_id
    order by d.sequence limit 1) as oldest
  from queues q where q.webhook_id > $1 order by q.webhook_id limit ${pageSize}`;

/**
 * Deletes the deliveries of each webhook that are older than `cutoff`, up to the first younger one, so that the
 * sequence has no gap. The hash of the last deleted delivery is kept for the hash chain. `lost` is called if the lane
 * of a webhook must drop deliveries.
 */
export async function expireDeliveries(
  store: Store,
  options: { cutoff: number; pace: Pace; lost(endpoint: { tenantId: string; webhookId: string }): void },
): Promise<number> {
  const { cutoff, pace, lost } = options;
  let total = 0;
  for (let after = ''; ; ) {
    // Webhooks are read in pages, because there may be ten thousand.
    const endpoints = await store.all<Endpoint>(endpointPage, [after]);
    for (const endpoint of endpoints) {
      if (endpoint.oldest === null || endpoint.oldest >= cutoff) continue;
      let unsettled = 0;
      total += await pace.work(async () => {
        const batch = await expireBatch(store, endpoint, cutoff);
        unsettled += batch.unsettled;
        return batch.expired;
      });
      if (unsettled > 0) lost({ tenantId: endpoint.tenant_id, webhookId: endpoint.webhook_id });
    }
    const last = endpoints.at(-1);
    if (!last || endpoints.length < pageSize) return total;
    after = last.webhook_id;
  }
}

interface Row {
  sequence: number;
  event_id: string;
  state: string;
  created_at: number;
  body: string | null;
  digest: string | null;
}

async function expireBatch(
  store: Store,
  { tenant_id: tenantId, webhook_id: webhookId }: Endpoint,
  cutoff: number,
): Promise<{ expired: number; unsettled: number }> {
  const watermark = await findWatermark(store, { tenantId, webhookId });
  const rows = await store.all<Row>(
    `select d.sequence, d.event_id, d.state, d.created_at,
       case when d.payload = 1 then e.payload_body else e.body end as body,
       case when d.payload = 1 then e.payload_digest else e.body_digest end as digest
     from deliveries d ${eventOfDelivery}
     where d.tenant_id = $1 and d.webhook_id = $2 and d.sequence > $3 order by d.sequence limit ${batchSize}`,
    [tenantId, webhookId, watermark.sequence],
  );
  const young = rows.findIndex((row) => row.created_at >= cutoff);
  const expired = young === -1 ? rows : rows.slice(0, young);
  if (expired.length === 0) return { expired: 0, unsettled: 0 };
  let chain = watermark.hash;
  for (const { event_id: id, body, digest } of expired) {
    chain = chainHash(chain, id, digest ?? hash('sha256', body!));
  }
  const last = expired.at(-1)!.sequence;
  const removed = await removeUpTo(store, { tenantId, webhookId, from: watermark.sequence, last, chain });
  if (!removed) return { expired: 0, unsettled: 0 };
  return {
    expired: expired.length,
    unsettled: expired.filter(({ state }) => state === 'waiting' || state === 'retrying').length,
  };
}

/** Returns false if another process has already deleted these deliveries. */
async function removeUpTo(
  store: Store,
  of: { tenantId: string; webhookId: string; from: number; last: number; chain: string },
): Promise<boolean> {
  const { tenantId, webhookId, from, last, chain } = of;
  return store.transaction(async (transaction) => {
    const moved = await transaction.run(
      `insert into floors (tenant_id, webhook_id, sequence, hash) values ($1, $2, $3, $4)
       on conflict (tenant_id, webhook_id) do update set sequence = excluded.sequence, hash = excluded.hash
       where floors.sequence = $5`,
      [tenantId, webhookId, last, chain, from],
    );
    if (moved === 0) return false;
    const range = [tenantId, webhookId, last];
    await transaction.run(
      'delete from other_attempts where tenant_id = $1 and webhook_id = $2 and sequence <= $3',
      range,
    );
    await transaction.run(
      'delete from deliveries where tenant_id = $1 and webhook_id = $2 and sequence <= $3',
      range,
    );
    return true;
  });
}
