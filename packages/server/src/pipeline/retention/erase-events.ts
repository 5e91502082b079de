import { hash } from 'node:crypto';
import type { Queries, Transaction } from '../../store/store.ts';
import { bucketOf } from '../event-log/bucket-of.ts';

interface Row {
  id: string;
  body: string;
  payload_body: string | null;
}

/**
 * Removes a user's data from the log: the bodies of the user's events and what receivers answered to them. Ids,
 * sequences and digests stay, so that every hash chain over the events can still be verified. What was not delivered
 * yet never will be. Resolves with how many events were erased.
 */
export async function eraseEventsOfUser(
  transaction: Transaction,
  of: { tenantId: string; mode: string; userId: string; now: number },
): Promise<number> {
  const { tenantId, mode, userId } = of;
  const rows = await transaction.all<Row>(
    `select id, body, payload_body from events
     where tenant_id = $1 and mode = $2 and bucket = $4 and user_id = $3 and body is not null`,
    [tenantId, mode, userId, bucketOf(userId)],
  );
  for (const { id, body, payload_body: payloadBody } of rows) {
    await transaction.run(
      `update events set body = null, payload_body = null, body_digest = $4, payload_digest = $5
       where tenant_id = $1 and mode = $2 and id = $3`,
      [tenantId, mode, id, hash('sha256', body), payloadBody === null ? null : hash('sha256', payloadBody)],
    );
    await eraseDeliveries(transaction, { tenantId, mode, eventId: id, now: of.now });
  }
  return rows.length;
}

async function eraseDeliveries(
  queries: Queries,
  { tenantId, mode, eventId, now }: { tenantId: string; mode: string; eventId: string; now: number },
): Promise<void> {
  const of = [tenantId, mode, eventId];
  await queries.run(
    `update attempts set response_headers = null, response_body = null
     where tenant_id = $1 and (webhook_id, sequence) in (
       select webhook_id, sequence from deliveries where tenant_id = $1 and mode = $2 and event_id = $3)`,
    of,
  );
  await queries.run(
    `update deliveries set state = 'failed', due_at = null, last_error = 'ERASED', updated_at = $4
     where tenant_id = $1 and mode = $2 and event_id = $3 and state in ('waiting', 'retrying')`,
    [...of, now],
  );
}
