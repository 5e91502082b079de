import type { Caller } from '../caller.ts';
import { type Shreddable, shredEvents } from '../domain/shred-events.ts';
import { bucketOf } from '../pipeline/event-log/bucket-of.ts';
import type { Services } from '../services.ts';
import type { Store, Transaction } from '../store/store.ts';

/** So many events in one transaction: each has a delivery and an attempt for every endpoint. */
const pageSize = 50;

/**
 * What tells that a link has ended. Ids are all that such an event holds, and receivers must still hear it in order
 * to delete what they keep themselves; so it stays until it expires.
 */
const endings: ReadonlySet<string> = new Set(['ACCOUNT_DISCONNECTED', 'ARCHIVE_REVOKED']);

type Row = Shreddable & { type: string };

/**
 * Shreds the bodies of a user's events and what receivers answered to them. Ids, sequences and digests stay, so
 * every hash chain stays verifiable. What was not delivered yet is not sent any more. `subjects`: the user's id, and
 * those of what is the user's, under which events lie that name no user.
 */
export async function shredUserEvents(
  { store, now }: Pick<Services, 'store' | 'now'>,
  caller: Caller,
  subjects: readonly string[],
): Promise<void> {
  for (const subject of subjects) {
    let after = '';
    for (;;) {
      const page: Row[] = await store.all<Row>(
        `select tenant_id, mode, id, type, body, payload_body from events
         where tenant_id = $1 and mode = $2 and bucket = $3 and id > $4 and (user_id = $5 or source_id = $5)
         order by id limit ${pageSize}`,
        [caller.tenantId, caller.mode, bucketOf(subject), after, subject],
      );
      if (page.length > 0) await shredPage(store, page, now());
      if (page.length < pageSize) break;
      after = page.at(-1)!.id;
    }
  }
}

async function shredPage(store: Store, page: readonly Row[], now: number): Promise<void> {
  const held = await store.transaction(async (transaction) => {
    const webhookIds = new Set<string>();
    for (const row of page) {
      const isEnding = endings.has(row.type);
      if (!isEnding) await shredEvents(transaction, [row]);
      for (const id of await shredDeliveries(transaction, row, { isEnding, now })) webhookIds.add(id);
    }
    return webhookIds;
  });
  const { tenant_id: tenantId } = page[0]!;
  for (const webhookId of held) store.hint({ tenantId, webhookId, about: 'reread' });
}

/** Answers the endpoints that may have the event in memory still. */
async function shredDeliveries(
  transaction: Transaction,
  { tenant_id: tenantId, mode, id }: Row,
  { isEnding, now }: { isEnding: boolean; now: number },
): Promise<string[]> {
  const deliveries = await transaction.all<{ webhook_id: string; sequence: number; state: string }>(
    'select webhook_id, sequence, state from deliveries where tenant_id = $1 and mode = $2 and event_id = $3',
    [tenantId, mode, id],
  );
  const waiting: string[] = [];
  for (const { webhook_id: webhookId, sequence, state } of deliveries) {
    const key = [tenantId, webhookId, sequence];
    await transaction.run(
      `update other_attempts set response_headers = null, response_body = null
       where tenant_id = $1 and webhook_id = $2 and sequence = $3`,
      key,
    );
    await transaction.run(
      `update deliveries set first_headers = null, first_body = null
       where tenant_id = $1 and webhook_id = $2 and sequence = $3`,
      key,
    );
    if (isEnding || (state !== 'waiting' && state !== 'retrying')) continue;
    waiting.push(webhookId);
    await transaction.run(
      `update deliveries set state = 'failed', due_at = null, updated_at = $4
       where tenant_id = $1 and webhook_id = $2 and sequence = $3`,
      [...key, now],
    );
  }
  return waiting;
}
