import { hash } from 'node:crypto';
import type { Transaction } from '../store/store.ts';

export interface Shreddable {
  tenant_id: string;
  mode: string;
  id: string;
  body: string | null;
  payload_body: string | null;
}

/**
 * Keeps the digests, so that every hash chain stays verifiable. The statements are sent together, so that the rows are
 * not locked for a round trip each.
 */
export async function shredEvents(transaction: Transaction, events: readonly Shreddable[]): Promise<void> {
  await Promise.all(events.map((event) => event.body !== null && shredEvent(transaction, event, event.body)));
}

const shredEvent = (
  transaction: Transaction,
  { tenant_id: tenantId, mode, id, payload_body: payloadBody }: Shreddable,
  body: string,
): Promise<number> =>
  transaction.run(
    `update events set body = null, payload_body = null, body_digest = coalesce(body_digest, $4),
       payload_digest = coalesce(payload_digest, $5)
     where tenant_id = $1 and mode = $2 and id = $3 and body is not null`,
    [tenantId, mode, id, hash('sha256', body), payloadBody === null ? null : hash('sha256', payloadBody)],
  );
