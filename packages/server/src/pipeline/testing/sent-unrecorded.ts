import type { Store } from '../../store/store.ts';
import type { Receiver } from './start-receiver.ts';

/** Returns the ids of events for which more requests arrived than attempts are recorded. */
export async function sentUnrecorded(store: Store, { received }: Receiver): Promise<string[]> {
  const sql = 'select event_id as id, sum(attempts) as attempts from deliveries group by event_id';
  const rows = await store.all<{ id: string; attempts: number }>(sql);
  const came = Map.groupBy(received, ({ event }) => event.id);
  return rows.filter(({ id, attempts }) => (came.get(id)?.length ?? 0) > attempts).map(({ id }) => id);
}
