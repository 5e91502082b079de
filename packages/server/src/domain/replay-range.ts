import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Queries } from '../store/store.ts';
import { findQueue } from './queues.ts';
import type { ReplayRow } from './replays.ts';
import { findWatermark } from './retention-watermark.ts';

/**
 * The range that a client requests. A rewind begins at `start`, and every other replay at `since`. The range ends
 * before `until`. If `until` is absent, the range includes everything until now. Times are in milliseconds since 1970.
 */
export type ReplayRequest = { until?: number | undefined } & (
  | { kind: 'rewind'; start: RewindStart }
  | { kind: Exclude<ReplayRow['kind'], 'rewind'>; since: number }
);

/** Where a rewind starts: after the delivery with this sequence number, or at the first delivery since this time. */
export type RewindStart = { sequence: number } | { since: number };

/**
 * The range of a replay. It begins after the sequence number `position`, and ends with the sequence number `through`.
 * For a backfill, `position` and `through` are times: the range begins with the millisecond `position`, and ends before
 * the millisecond `through`.
 */
export type ReplayRange = Pick<ReplayRow, 'position' | 'through' | 'after_sequence'>;

/**
 * Converts a requested range to positions. Throws MISSING_RESOURCE when the delivery after a rewind's sequence
 * number has expired. Throws INVALID_PARAMETERS when the range cannot exist: `since` is not before `until`, a
 * backfill's `since` is in the future, or the sequence number is too high.
 */
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
 * A delivery's time is read before the commit, but its sequence number follows the order of commits. So a delivery with
 * a later number can have an earlier time. The two times can differ by as much as a transaction takes, plus the
 * difference between the clocks of processes. This constant, in ms, is more than that.
 *
 * There is no index on times, so a time is found by a bisection of the sequence numbers. To find the first delivery
 * since a time, the bisection searches for a time that is `disorderMs` earlier. From the number found, a statement goes
 * forward to the first delivery that is not older than the given time. To find the last delivery before a time, the
 * bisection searches for a time that is `disorderMs` later, and the statement goes backward.
 */
const disorderMs = 60_000;

/** The sequence number before the first delivery that was created at or after `since`. */
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
 * Finds the last delivery that is older than `time`, by a bisection of the sequence numbers. Times are not quite in the
 * order of the numbers. So the delivery found may be another one, whose time differs from `time` by up to `disorderMs`.
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
