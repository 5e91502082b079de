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

interface Target {
  tenantId: string;
  webhookId: string;
  includePayload: boolean;
  now: number;
}

/**
 * Adds deliveries for events that have a body and no delivery yet. Resolves with their number and the last sequence.
 * `append-events` is faster for new events.
 *
 * While the counter is locked, nothing can be published to the webhook. So all statements of a step are sent together.
 */
export async function addDeliveries(
  transaction: Queries,
  of: Target,
  events: readonly LoggedEvent[],
): Promise<{ count: number; last: number }> {
  const { tenantId, webhookId } = of;
  // This update only locks the row, on both engines.
  const [queue] = await transaction.all<{ sequence: number; hash: string }>(
    'update queues set sequence = sequence where tenant_id = $1 and webhook_id = $2 returning sequence, hash',
    [tenantId, webhookId],
  );
  // The row must be locked. Otherwise another redelivery or backfill could add some of the events meanwhile.
  const missing = await withoutGiven(transaction, of, events);
  const { added, chain } = numberEvents(queue!, of, missing);
  const last = queue!.sequence + added.length;
  await Promise.all([
    ...added.map((delivery) => insertDelivery(transaction, of, delivery)),
    transaction.run('update queues set sequence = $3, hash = $4 where tenant_id = $1 and webhook_id = $2', [
      tenantId,
      webhookId,
      last,
      chain,
    ]),
  ]);
  return { count: added.length, last };
}

async function withoutGiven(
  queries: Queries,
  { tenantId, webhookId }: Target,
  events: readonly LoggedEvent[],
): Promise<LoggedEvent[]> {
  const given = await Promise.all(
    events.map(({ id, mode }) =>
      queries.get(
        'select 1 as one from deliveries where tenant_id = $1 and mode = $2 and event_id = $3 and webhook_id = $4',
        [tenantId, mode, id, webhookId],
      ),
    ),
  );
  return events.filter((_, index) => !given[index]);
}

interface NumberedEvent {
  event: LoggedEvent;
  sequence: number;
  withPayload: boolean;
}

/** Continues the sequence and the hash chain. Leaves out events without a body. */
function numberEvents(
  queue: { sequence: number; hash: string },
  { includePayload }: Target,
  events: readonly LoggedEvent[],
): { added: NumberedEvent[]; chain: string } {
  const added: NumberedEvent[] = [];
  let { sequence, hash: chain } = queue;
  for (const event of events) {
    const withPayload = includePayload && event.payload_body !== null;
    const body = withPayload ? event.payload_body : event.body;
    const digest = withPayload ? event.payload_digest : event.body_digest;
    if (body === null) continue;
    chain = chainHash(chain, event.id, digest ?? bodyDigest(body));
    added.push({ event, sequence: ++sequence, withPayload });
  }
  return { added, chain };
}

const insertDelivery = (
  queries: Queries,
  { tenantId, webhookId, now }: Target,
  { event, sequence, withPayload }: NumberedEvent,
): Promise<number> =>
  queries.run(
    `insert into deliveries
    (tenant_id, webhook_id, sequence, mode, event_id, source_id, payload, created_at, updated_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
    [tenantId, webhookId, sequence, event.mode, event.id, event.source_id, withPayload ? 1 : 0, now],
  );
