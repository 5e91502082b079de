import type { Logger } from 'pino';
import { readMissing } from '../../domain/missing-events.ts';
import { firstEventIdAt } from '../../domain/portal-time.ts';
import { conditionsOf, hasBody, type ReplayRow } from '../../domain/replays.ts';
import { shardOf } from '../../domain/shard-of.ts';
import { readSubscription, type SubscriptionRow } from '../../domain/subscription.ts';
import { ColumnUnreadable } from '../../domain/webhook-columns.ts';
import { Loop } from '../../platform/loop.ts';
import type { Queries, Store, Transaction } from '../../store/store.ts';
import { addDeliveries } from '../event-log/add-deliveries.ts';

/*
 * Carries out replays in chunks. A transaction writes a chunk and the new position, so a crash neither skips nor
 * repeats a chunk. While the endpoint is saturated, the replay waits.
 */

const chunkSize = 500;
/** With this many due deliveries, an endpoint is saturated. Those of a rewind or recovery count too. */
const maxDue = 1000;
/** The same limit for a backfill, whose deliveries are pending and not due. */
const maxPending = 1000;
/**
 * Pending deliveries are counted among this many of the newest. So older ones that strict order has blocked for days
 * do not delay a backfill while other sources are sent, and counting takes no longer when there are many.
 */
const newest = 2 * maxPending;
const intervalMs = 500;

export class Replayer {
  readonly #store: Store;
  readonly #leasedShards: () => ReadonlySet<number>;
  readonly #loop: Loop;

  /** The process carries out the replays of the endpoints in its shards. */
  constructor({
    store,
    log,
    leasedShards,
  }: { store: Store; log: Logger; leasedShards: () => ReadonlySet<number> }) {
    this.#store = store;
    this.#leasedShards = leasedShards;
    this.#loop = new Loop({ name: 'replay', log, intervalMs, run: (stop) => this.#work(stop) });
  }

  start(): void {
    this.#store.onHint(({ about }) => {
      if (about === 'replay') this.#loop.wake();
    });
    void this.#loop.start();
  }

  close(): Promise<void> {
    return this.#loop.close();
  }

  async #work(stop: AbortSignal): Promise<boolean> {
    const rows = await this.#store.all<ReplayRow>(`select * from replays where state = 'running'`);
    const own = rows.filter(({ webhook_id: webhookId }) => this.#leasedShards().has(shardOf(webhookId)));
    return this.#advanceEach(own, stop);
  }

  /** Advances each replay by one chunk, so that a long one does not delay the others. True if there is more to do. */
  async #advanceEach(replays: readonly ReplayRow[], stop: AbortSignal): Promise<boolean> {
    let isMore = false;
    let failure: unknown;
    for (const replay of replays) {
      if (stop.aborted) return false;
      try {
        if (await this.#advance(replay)) isMore = true;
      } catch (error) {
        failure ??= error;
      }
    }
    // The loop pauses after an error, which must not delay the other replays.
    if (failure !== undefined && !isMore) throw failure;
    return isMore;
  }

  /** True if there is more to do at once. */
  async #advance(replay: ReplayRow): Promise<boolean> {
    const { tenant_id: tenantId, id, webhook_id: webhookId } = replay;
    if (await isSaturated(this.#store, replay)) return false;
    const done = await this.#advanceOnce(tenantId, id);
    this.#store.hint({ tenantId, webhookId, about: 'due' });
    return !done;
  }

  /** True if nothing is left for now. A backfill waits while the subscription of its webhook cannot be read. */
  async #advanceOnce(tenantId: string, id: string): Promise<boolean> {
    try {
      return await this.#store.transaction((transaction) => advanceOnce(transaction, tenantId, id));
    } catch (error) {
      if (!(error instanceof ColumnUnreadable)) throw error;
      return true;
    }
  }
}

async function isSaturated(queries: Queries, replay: ReplayRow): Promise<boolean> {
  if ((await countDue(queries, replay)) >= maxDue) return true;
  return replay.kind === 'replay' && (await countPending(queries, replay)) >= maxPending;
}

/**
 * An outage leaves many retries that are due later. If they counted, a recovery after the outage would wait for them.
 */
async function countDue(queries: Queries, { tenant_id, webhook_id }: ReplayRow): Promise<number> {
  const row = await queries.get<{ count: number }>(
    `select count(*) as count from (
       select 1 from deliveries where tenant_id = $1 and webhook_id = $2 and due_at <= $3 limit ${maxDue}) due`,
    [tenant_id, webhook_id, Date.now()],
  );
  return row?.count ?? 0;
}

/** 0 for a paused webhook. A backfill would otherwise wait until the webhook is resumed. */
async function countPending(queries: Queries, { tenant_id, webhook_id }: ReplayRow): Promise<number> {
  const row = await queries.get<{ count: number }>(
    `select count(*) as count from (
       select state from deliveries where tenant_id = $1 and webhook_id = $2 order by sequence desc limit ${newest}) newest
     where state = 'waiting'
       and exists (select 1 from live_webhooks where tenant_id = $1 and id = $2 and active = 1)`,
    [tenant_id, webhook_id],
  );
  return row?.count ?? 0;
}

/** Resolves with true if nothing is left to do. */
async function advanceOnce(transaction: Transaction, tenantId: string, id: string): Promise<boolean> {
  // The replay may have been canceled, or advanced by the process that had the shard before.
  const rows = await transaction.all<ReplayRow>(
    `update replays set updated_at = $3 where tenant_id = $1 and id = $2 and state = 'running' returning *`,
    [tenantId, id, Date.now()],
  );
  const replay = rows[0];
  if (!replay) return true;
  const { position, eventId, scheduled, last } =
    replay.kind === 'replay' ? await backfill(transaction, replay) : await makeDue(transaction, replay);
  const done = position >= replay.through;
  await transaction.run(
    `update replays set position = $3, event_id = $4, scheduled = scheduled + $5, state = $6,
       last_sequence = $7
     where tenant_id = $1 and id = $2`,
    [tenantId, id, position, eventId, scheduled, done ? 'done' : 'running', last],
  );
  return done;
}

interface Progress {
  position: number;
  eventId: string | null;
  scheduled: number;
  /** The sequence up to which the replay's deliveries can be found so far. */
  last: number;
}

async function makeDue(transaction: Transaction, replay: ReplayRow): Promise<Progress> {
  const { tenant_id: tenantId, webhook_id: webhookId, position, through, kind } = replay;
  const end = Math.min(position + chunkSize, through);
  const scheduled = await transaction.run(
    `update deliveries set state = 'retrying', due_at = $5, attempts_before = attempts, updated_at = $5
     where tenant_id = $1 and webhook_id = $2 and sequence > $3 and sequence <= $4
       and (${conditionsOf(kind).join(' or ')}) and ${hasBody}`,
    [tenantId, webhookId, position, end, Date.now()],
  );
  return { position: end, eventId: null, scheduled, last: end };
}

async function backfill(transaction: Transaction, replay: ReplayRow): Promise<Progress> {
  const { tenant_id: tenantId, webhook_id: webhookId, mode, position, through, event_id: after } = replay;
  const webhook = await transaction.get<SubscriptionRow>(
    'select id, event_types, filter, include_payload from live_webhooks where tenant_id = $1 and id = $2',
    [tenantId, webhookId],
  );
  const { last_sequence: before } = replay;
  if (!webhook) return { position: through, eventId: after, scheduled: 0, last: before };
  const subscription = readSubscription(webhook);
  const from = after ?? firstEventIdAt(position);
  const range = { tenantId, webhookId, mode, after: from, until: through };
  const { missing, end } = await readMissing(transaction, range, subscription);
  const { includePayload } = subscription;
  const target = { tenantId, webhookId, includePayload, now: Date.now() };
  const added = missing.length > 0 ? await addDeliveries(transaction, target, missing) : undefined;
  return {
    position: end ? Math.max(position, Math.min(end.at, through - 1)) : through,
    eventId: end?.id ?? from,
    scheduled: added?.count ?? 0,
    last: added?.last ?? before,
  };
}
