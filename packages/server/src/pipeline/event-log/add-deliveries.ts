// biome-ignore-all lint/style/noNonNullAssertion: a webhook has a queue
import { bodyDigest, chainHash } from '@winkwire/receiver/checkpoint';
import type { Queries } from '../../store/store.ts';

export interface LoggedEvent {
  id: string;
  mode: string;
  source_id: string;
  body: string | null;
  payload_body: string | null;
  body_digest: string | null;
  payload_digest: string | null;
}

/**
 * Adds deliveries for events that have a body and no delivery yet. Resolves with their number and the last sequence.
 * `append-events` is faster for new events.
 */
export async function addDeliveries(
  transaction: Queries,
  of: { tenantId: string; webhookId: string; includePayload: boolean; now: number },
  events: readonly LoggedEvent[],
): Promise<{ count: number; last: number }> {
  const { tenantId, webhookId, includePayload, now } = of;
  // This update only locks the row, on both engines.
  const queue = await transaction.all<{ sequence: number; hash: string }>(
    'update queues set sequence = sequence where tenant_id = $1 and webhook_id = $2 returning sequence, hash',
    [tenantId, webhookId],
  );
  const { sequence: last, hash: start } = queue[0]!;
  let [sequence, chain] = [last, start];
  // The row must be locked. Otherwise another redelivery or backfill could add some of the events meanwhile.
  const given = await findGiven(transaction, of, events);
  for (const event of events) {
    if (given.has(event.id)) continue;
    const withPayload = includePayload && event.payload_body !== null;
    const body = withPayload ? event.payload_body : event.body;
    const digest = withPayload ? event.payload_digest : event.body_digest;
    if (body === null) continue;
    sequence++;
    chain = chainHash(chain, event.id, digest ?? bodyDigest(body));
    await transaction.run(
      `insert into deliveries
    (tenant_id, webhook_id, sequence, mode, event_id, source_id, payload, created_at, updated_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
      [tenantId, webhookId, sequence, event.mode, event.id, event.source_id, withPayload ? 1 : 0, now],
    );
  }
  await transaction.run(
    'update queues set sequence = $3, hash = $4 where tenant_id = $1 and webhook_id = $2',
    [tenantId, webhookId, sequence, chain],
  );
  return { count: sequence - last, last: sequence };
}

async function findGiven(
  queries: Queries,
  { tenantId, webhookId }: { tenantId: string; webhookId: string },
  events: readonly LoggedEvent[],
): Promise<Set<string>> {
  const given = new Set<string>();
  for (const { id, mode } of events) {
    const row = await queries.get(
      'select 1 as one from deliveries where tenant_id = $1 and mode = $2 and event_id = $3 and webhook_id = $4',
      [tenantId, mode, id, webhookId],
    );
    if (row) given.add(id);
  }
  return given;
}
