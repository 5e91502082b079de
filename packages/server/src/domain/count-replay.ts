import type { ReplayPreview } from '@winkwire/contract/resources/reconciliation';
import type { Caller } from '../platform/caller.ts';
import type { Queries } from '../store/store.ts';
import { readRecentAttempts } from './attempt-figures.ts';
import { defaultConcurrency, type WebhookRow } from './endpoint.ts';
import { readMissing } from './missing-events.ts';
import { firstEventIdAt } from './portal-time.ts';
import type { ReplayRange } from './replay-range.ts';
import { conditionsOf, hasBody, type ReplayRow } from './replays.ts';
import { readSubscription } from './subscription.ts';
import { readDelivery } from './webhook-columns.ts';

interface Counted extends ReplayRange {
  kind: ReplayRow['kind'];
  webhook: WebhookRow;
  now: number;
  /** In ms. Tests set Infinity, so that a busy machine counts all deliveries. */
  budgetMs?: number | undefined;
}

/** How long deliveries are counted, in ms. The rest is estimated, because counting on SQLite delays all other reads. */
const defaultBudgetMs = 250;
const chunkSize = 2000;

export async function countReplay(queries: Queries, caller: Caller, of: Counted): Promise<ReplayPreview> {
  const until = performance.now() + (of.budgetMs ?? defaultBudgetMs);
  const counters = of.kind === 'replay' ? [missingEvents] : conditionsOf(of.kind).map(dueAgain);
  let deliveries = 0;
  let exact = true;
  for (const counter of counters) {
    const { count, share } = await sumUntil(counter(queries, of), until);
    deliveries += Math.round(count / share);
    if (share < 1) exact = false;
  }
  return { deliveries, exact, estimatedSeconds: await estimate(queries, caller, { ...of, deliveries }) };
}

interface Chunk {
  count: number;
  /** From 0 to 1: how much of the range has been counted. */
  share: number;
}

type Counter = (queries: Queries, of: Counted) => AsyncGenerator<Chunk>;

/**
 * Adds up chunks until the whole range has been counted. After the time `until`, stops at the first chunk with a share
 * above 0, which is enough for an estimate.
 */
async function sumUntil(chunks: AsyncGenerator<Chunk>, until: number): Promise<Chunk> {
  let sum = 0;
  for await (const { count, share } of chunks) {
    sum += count;
    if (performance.now() >= until && share > 0 && share < 1) return { count: sum, share };
  }
  return { count: sum, share: 1 };
}

const dueAgain = (condition: string): Counter =>
  async function* (queries, { kind, webhook, position, through }) {
    const range = [webhook.tenant_id, webhook.id, position, through];
    let rows = 0;
    let all: number | undefined;
    for (let isLast = false; !isLast; ) {
      const chunk = await queries.get<{ rows: number; count: number; last: number }>(
        `select count(*) as rows, coalesce(sum(whole), 0) as count, max(sequence) as last from (
           select sequence, case when ${hasBody} then 1 else 0 end as whole from deliveries
           where tenant_id = $1 and webhook_id = $2 and sequence > $3 and sequence <= $4 and ${condition}
           order by sequence limit ${chunkSize}) chunk`,
        range,
      );
      rows += Number(chunk?.rows);
      isLast = Number(chunk?.rows) < chunkSize;
      if (!isLast) all ??= await countRows(queries, range, { kind, condition });
      range[2] = Number(chunk?.last);
      yield { count: Number(chunk?.count), share: isLast ? 1 : Math.min(rows / (all ?? rows), 0.999) };
    }
  };

/**
 * Counts the deliveries in a range, up to a million for a recovery.
 *
 * For a rewind, the sequence numbers give the count, because they have no gaps. Deliveries after the cursor are left
 * out, because most of them are pending and not replayed.
 */
async function countRows(
  queries: Queries,
  range: (string | number)[],
  { kind, condition }: { kind: ReplayRow['kind']; condition: string },
): Promise<number> {
  const [, , position, through] = range as [string, string, number, number];
  if (kind === 'rewind') {
    const cursor = await queries.get<{ sequence: number }>(
      'select sequence from cursors where tenant_id = $1 and webhook_id = $2',
      range.slice(0, 2),
    );
    return Math.max(chunkSize, Math.min(through, Number(cursor?.sequence ?? 0)) - position);
  }
  const found = await queries.get<{ count: number }>(
    `select count(*) as count from (select sequence from deliveries
       where tenant_id = $1 and webhook_id = $2 and sequence > $3 and sequence <= $4 and ${condition}
       limit 1000000) failing`,
    range,
  );
  return Number(found?.count);
}

const missingEvents: Counter = async function* (queries, { webhook, position, through }) {
  const { tenant_id: tenantId, mode, id: webhookId } = webhook;
  const subscription = readSubscription(webhook);
  let after = firstEventIdAt(position);
  for (let isLast = false; !isLast; ) {
    const read = await readMissing(
      queries,
      { tenantId, webhookId, mode, after, until: through },
      subscription,
    );
    isLast = read.end === undefined;
    const share = read.end ? Math.min((read.end.at - position) / (through - position), 0.999) : 1;
    after = read.end?.id ?? after;
    yield { count: read.missing.length, share };
  }
};

/** The assumed latency, in ms, of an endpoint without attempts in the last week. */
const usualMs = 100;
const mostPerSecond = 1000;

/** In seconds. */
async function estimate(
  queries: Queries,
  caller: Caller,
  { webhook, now, deliveries }: Counted & { deliveries: number },
): Promise<number> {
  const attempts = await readRecentAttempts(queries, { ...caller, webhookId: webhook.id }, now);
  const { day, week } = attempts.get(webhook.id) ?? {};
  const latencyMs = Math.max(1, day?.p50 ?? week?.p50 ?? usualMs);
  const { concurrency = defaultConcurrency, ratePerSecond = mostPerSecond } = readDelivery(webhook);
  const perSecond = Math.min(mostPerSecond, ratePerSecond, (concurrency * 1000) / latencyMs);
  return Math.ceil(deliveries / perSecond);
}
