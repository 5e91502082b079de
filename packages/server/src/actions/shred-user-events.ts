// biome-ignore-all lint/style/noNonNullAssertion: the list is not empty here
import { aboutUserOrSource } from '../domain/about-subject.ts';
import { type Shreddable, shredEvents } from '../domain/shred-events.ts';
import { inKeyOrder } from '../pipeline/attempt-log/in-key-order.ts';
import type { Caller } from '../platform/caller.ts';
import type { Services } from '../platform/services.ts';
import type { Store, Transaction } from '../store/store.ts';

/** At most this many events are changed in one transaction, because each may have deliveries to many webhooks. */
const pageSize = 50;
/**
 * The statements of this many deliveries are sent together. Otherwise each statement would keep the rows locked for
 * another round trip. More statements would need too much memory.
 */
const batchSize = 200;

/**
 * These events keep their bodies, which contain only ids. Receivers need the ids to delete their own copies of the
 * data.
 */
const endings: ReadonlySet<string> = new Set(['ACCOUNT_DISCONNECTED', 'ARCHIVE_REVOKED']);

type Row = Shreddable & { type: string };

/**
 * Deletes the bodies of the user's events, and the receivers' responses. Ids, sequences and digests stay, so the hash
 * chains can still be verified. `subjects` must have the ids of all accounts and archives too, because some events
 * contain only one of these ids.
 */
export async function shredUserEvents(
  { store, now }: Pick<Services, 'store' | 'now'>,
  caller: Caller,
  subjects: readonly string[],
): Promise<void> {
  const within = (id: string): string => `${id} > $3`;
  const searched = { engine: store.engine, tenant: '$1', mode: '$2', subject: '$4', within };
  for (const subject of subjects) {
    let after = '';
    for (;;) {
      const page: Row[] = await store.all<Row>(
        `select tenant_id, mode, id, type, body, payload_body from events e
         where tenant_id = $1 and mode = $2 and ${within('id')} and ${aboutUserOrSource(searched, subject)}
         order by id limit ${pageSize}`,
        [caller.tenantId, caller.mode, after, subject],
      );
      if (page.length > 0) await shredPage(store, page, now());
      if (page.length < pageSize) break;
      after = page.at(-1)!.id;
    }
  }
}

async function shredPage(store: Store, page: readonly Row[], now: number): Promise<void> {
  const closed = await store.transaction(async (transaction) => {
    await shredEvents(
      transaction,
      page.filter(({ type }) => !endings.has(type)),
    );
    return shredDeliveries(transaction, page, now);
  });
  const { tenant_id: tenantId } = page[0]!;
  for (const webhookId of closed) store.hint({ tenantId, webhookId, about: 'reread' });
}

/** Returns the webhooks whose lanes may still have a deleted body in memory. */
async function shredDeliveries(
  transaction: Transaction,
  page: readonly Row[],
  now: number,
): Promise<Set<string>> {
  const { tenant_id: tenantId, mode } = page[0]!;
  const places = page.map((_, index) => `$${index + 3}`).join(', ');
  const rows = await transaction.all<{ webhook_id: string; sequence: number; event_id: string }>(
    `select webhook_id, sequence, event_id from deliveries
     where tenant_id = $1 and mode = $2 and event_id in (${places})`,
    [tenantId, mode, ...page.map(({ id }) => id)],
  );
  const deliveries = rows
    .map((row) => ({ webhookId: row.webhook_id, sequence: row.sequence, eventId: row.event_id }))
    .sort(inKeyOrder);
  const kept = new Set(page.filter(({ type }) => endings.has(type)).map(({ id }) => id));
  const closed = new Set<string>();
  for (let start = 0; start < deliveries.length; start += batchSize) {
    const batch = deliveries.slice(start, start + batchSize);
    const shredded = batch.map((delivery) => {
      const of = { tenantId, ...delivery, closedAt: kept.has(delivery.eventId) ? null : now };
      return shredDelivery(transaction, of);
    });
    for (const [index, isClosed] of (await Promise.all(shredded)).entries())
      if (isClosed) closed.add(batch[index]!.webhookId);
  }
  return closed;
}

interface Shredded {
  tenantId: string;
  webhookId: string;
  sequence: number;
  /** Null if the delivery stays as it is, because its event keeps the body. */
  closedAt: number | null;
}

/** Returns whether the delivery was open, and is closed now. */
async function shredDelivery(
  transaction: Transaction,
  { tenantId, webhookId, sequence, closedAt }: Shredded,
): Promise<boolean> {
  const key = [tenantId, webhookId, sequence];
  const [, , open] = await Promise.all([
    // Locks the row first. If an attempt ends before this, its response is deleted below. If it ends later, it sees
    // `erased` and stores no response.
    transaction.run(
      `update deliveries set erased = 1, first_headers = null, first_body = null
       where tenant_id = $1 and webhook_id = $2 and sequence = $3`,
      key,
    ),
    transaction.run(
      `update other_attempts set response_headers = null, response_body = null
       where tenant_id = $1 and webhook_id = $2 and sequence = $3`,
      key,
    ),
    closedAt === null
      ? 0
      : transaction.run(
          `update deliveries set state = 'failed', due_at = null, last_error = 'ERASED', last_cause = null, updated_at = $4
           where tenant_id = $1 and webhook_id = $2 and sequence = $3 and state in ('waiting', 'retrying')`,
          [...key, closedAt],
        ),
  ]);
  return open > 0;
}
