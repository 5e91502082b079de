import { hash } from 'node:crypto';
import type { Transaction } from '../store/store.ts';

export interface Shreddable {
  tenant_id: string;
  mode: string;
  id: string;
  body: string | null;
  payload_body: string | null;
}

/** Keeps the digests, so that every hash chain stays verifiable. */
export async function shredEvents(transaction: Transaction, events: readonly Shreddable[]): Promise<void> {
  for (const { tenant_id: tenantId, mode, id, body, payload_body: payloadBody } of events) {
    if (body === null) continue;
    await transaction.run(
      `update events set body = null, payload_body = null, body_digest = coalesce(body_digest, $4),
         payload_digest = coalesce(payload_digest, $5)
       where tenant_id = $1 and mode = $2 and id = $3 and body is not null`,
      [tenantId, mode, id, hash('sha256', body), payloadBody === null ? null : hash('sha256', payloadBody)],
    );
  }
}
