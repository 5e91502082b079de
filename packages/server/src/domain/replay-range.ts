import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Queries } from '../store/store.ts';
import { findQueue } from './queues.ts';
import type { ReplayRow } from './replays.ts';
import { findWatermark } from './retention-watermark.ts';

/**
 * Times are in milliseconds since 1970. A rewind begins at `start`, and every other replay at `since`. Without `until`,
 * the range ends now.
 */
export type ReplayRequest = { until?: number | undefined } & (
  | { kind: 'rewind'; start: RewindStart }
  | { kind: Exclude<ReplayRow['kind'], 'rewind'>; since: number }
);

export type RewindStart = { sequence: number } | { since: number };

/**
 * `position` and `through` are sequence numbers: `position` is excluded, `through` is included. For a backfill, they
 * are times: `position` is included, `through` is excluded.
 */
export type ReplayRange = Pick<ReplayRow, 'position' | 'through' | 'after_sequence'>;

/** Throws MISSING_RESOURCE if a rewind's start has expired, and INVALID_PARAMETERS if the range cannot exist. */
export async function findReplayRange(
  queries: Queries,
  { now, ...caller }: Caller & { now: number },
  { webhookId, request }: { webhookId: string; request: ReplayRequest },
): Promise<ReplayRange> {
  const start = request.kind === 'rewind' ? request.start : { since: request.since };
  if ('since' in start && request.until !== undefined && start.since >= request.until) {
    throw new Failure('INVALID_PARAMETERS', 'until: has to be later than `since`.');
  }
  const { sequence: last } = await findQueue(queries, caller, webhookId);
  if (request.kind === 'replay') return backfillRange({ ...request, now, last });
  const queue = { tenantId: caller.tenantId, webhookId };
  const watermark = await findWatermark(queries, queue);
  const of = { ...queue, expired: watermark.sequence, last };
  const through = request.until === undefined ? last : await lastBefore(queries, of, request.until);
  const position =
    'since' in start ? await beforeFirstSince(queries, of, start.since) : vetSequence(of, start.sequence);
  return { position, through: Math.max(position, through), after_sequence: position };
}

function backfillRange(of: {
  since: number;
  until?: number | undefined;
  now: number;
  last: number;
}): ReplayRange {
  if (of.since > of.now) throw new Failure('INVALID_PARAMETERS', 'since: is in the future.');
  const afterNow = of.now + 1;
  const through = Math.max(0, Math.min(of.until ?? afterNow, afterNow));
  return { position: Math.max(0, Math.min(of.since, through)), through, after_sequence: of.last };
}

interface Queue {
  tenantId: string;
  webhookId: string;
  /** The last sequence number that has expired. */
  expired: number;
  /** The newest sequence number. */
  last: number;
}

function vetSequence({ expired: lastExpired, last }: Queue, sequence: number): number {
  if (sequence < lastExpired) throw expired(lastExpired);
  if (sequence > last) {
    throw new Failure('INVALID_PARAMETERS', `sequence: is higher than the newest sequence number, ${last}.`);
  }
  return sequence;
}

const expired = (sequence: number): Failure =>
  new Failure(
    'MISSING_RESOURCE',
    `Events up to number ${sequence} of this webhook have expired. Rewind to ${sequence} to redeliver all that remain.`,
  );

/*
 * Sequence numbers follow the order of commits. Transactions take time and clocks differ, so creation times can be out
 * of order, but by less than `disorderMs`.
 *
 * No index contains times. A bisection therefore finds a sequence number about `disorderMs` too early or too late, and
 * a statement reads from there to the exact delivery.
 */
const disorderMs = 60_000;

/** The sequence number before the first delivery that was created at `since` or later. */
async function beforeFirstSince(queries: Queries, of: Queue, since: number): Promise<number> {
  const start = await lastOlderThan(queries, of, since - disorderMs);
  const first = await queries.get<{ sequence: number }>(
    `select sequence from deliveries
     where tenant_id = $1 and webhook_id = $2 and sequence > $3 and created_at >= $4 order by sequence limit 1`,
    [of.tenantId, of.webhookId, start, since],
  );
  return first ? Number(first.sequence) - 1 : of.last;
}

/** The sequence number of the last delivery that was created before `until`. */
async function lastBefore(queries: Queries, of: Queue, until: number): Promise<number> {
  const end = await lastOlderThan(queries, of, until + disorderMs);
  const last = await queries.get<{ sequence: number }>(
    `select sequence from deliveries
     where tenant_id = $1 and webhook_id = $2 and sequence <= $3 and created_at < $4
     order by sequence desc limit 1`,
    [of.tenantId, of.webhookId, end, until],
  );
  return last ? Number(last.sequence) : of.expired;
}

/**
 * Finds the last delivery older than `time` by bisection. Creation times are not quite in order, so the found delivery
 * may be up to `disorderMs` wrong.
 */
async function lastOlderThan(queries: Queries, of: Queue, time: number): Promise<number> {
  let [low, high] = [of.expired, of.last];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const row = await queries.get<{ sequence: number; created_at: number }>(
      `select sequence, created_at from deliveries
       where tenant_id = $1 and webhook_id = $2 and sequence > $3 and sequence <= $4 order by sequence limit 1`,
      [of.tenantId, of.webhookId, middle, high],
    );
    if (row && Number(row.created_at) < time) low = Number(row.sequence);
    else high = middle;
  }
  return low;
}
