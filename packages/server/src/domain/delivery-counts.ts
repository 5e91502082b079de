import type { DeliveryCounts, EventRecord, ListedEvent } from '@winkwire/contract/resources/event-record';
import type { Caller } from '../platform/caller.ts';
import type { Queries } from '../store/store.ts';
import type { DeliveryRow } from './deliveries.ts';
import { isLive } from './log-filters.ts';

interface CountRow {
  event_id: string;
  state: DeliveryRow['state'];
  count: number;
}

/**
 * Counts the deliveries of each event by state. Leaves out pending and retrying deliveries to deleted webhooks, which
 * are never attempted again.
 */
export async function withDeliveryCounts(
  queries: Queries,
  { tenantId, mode }: Caller,
  events: readonly EventRecord[],
): Promise<ListedEvent[]> {
  if (events.length === 0) return [];
  const places = events.map((_, index) => `$${index + 3}`).join(', ');
  const rows = await queries.all<CountRow>(
    `select d.event_id, d.state, count(*) as count from deliveries d
     where d.tenant_id = $1 and d.mode = $2 and d.event_id in (${places})
       and (d.state in ('delivered', 'failed') or ${isLive}) group by d.event_id, d.state`,
    [tenantId, mode, ...events.map(({ id }) => id)],
  );
  const byEvent = Map.groupBy(rows, (row) => row.event_id);
  return events.map((event) => ({ ...event, deliveryCounts: countsOf(byEvent.get(event.id) ?? []) }));
}

function countsOf(rows: readonly CountRow[]): DeliveryCounts {
  const counts = { delivered: 0, retrying: 0, failed: 0, waiting: 0 };
  for (const { state, count } of rows) counts[state] = Number(count);
  return counts;
}
