import type { Caller } from '../platform/caller.ts';
import { hourMs } from '../platform/durations.ts';
import type { Queries } from '../store/store.ts';
import { firstEventIdAt } from './portal-time.ts';

/**
 * In ms. An event is committed at most this long after the time in its id. The count of an hour is final when this time
 * has passed after the hour.
 */
const lateCommitMs = 60_000;

interface HourCount {
  start: number;
  events: number;
}

/** Final counts of hours, by tenant and mode. Counting a busy hour again would be slow. */
const counted = new WeakMap<Queries, Map<string, Map<number, number>>>();

/** Event ids begin with their time, so the database counts a range of ids in the index, without reading the events. */
export async function countEventsByHour(queries: Queries, caller: Caller, now: number): Promise<HourCount[]> {
  const ofStore = counted.get(queries) ?? new Map<string, Map<number, number>>();
  counted.set(queries, ofStore);
  const key = `${caller.tenantId} ${caller.mode}`;
  const known = ofStore.get(key) ?? new Map<number, number>();
  ofStore.set(key, known);
  const first = now - (now % hourMs) - 23 * hourMs;
  for (const start of known.keys()) if (start < first) known.delete(start);
  return Promise.all(
    Array.from({ length: 24 }, async (_, index) => {
      const start = first + index * hourMs;
      const events = known.get(start) ?? (await countHour(queries, caller, start));
      if (start + hourMs + lateCommitMs < now) known.set(start, events);
      return { start, events };
    }),
  );
}

async function countHour(queries: Queries, { tenantId, mode }: Caller, start: number): Promise<number> {
  const row = await queries.get<{ count: number }>(
    'select count(*) as count from events where tenant_id = $1 and mode = $2 and id >= $3 and id < $4',
    [tenantId, mode, firstEventIdAt(start), firstEventIdAt(start + hourMs)],
  );
  return Number(row?.count ?? 0);
}
