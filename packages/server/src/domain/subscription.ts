import { ALL_EVENTS, ownEventTypes } from '@winkwire/contract/event-types';
import type { EventData } from './event-data.ts';
import { compileFilter } from './event-filter.ts';
import { readEventTypes, readFilter, readOr } from './webhook-columns.ts';

export interface Subscription {
  webhookId: string;
  includePayload: boolean;
  /** The number of values and objects in the filter, which determines the cost for each event. 0 without a filter. */
  filterSize: number;
  isUnreadable: boolean;
  /** Parses the data only if the type matches and there is a filter. */
  wants(type: string, data: EventData): boolean;
}

export interface SubscriptionRow {
  id: string;
  event_types: string;
  filter: string | null;
  include_payload: number;
}

export const selectSubscriptions = `
  select id, event_types, filter, include_payload from webhooks
  where tenant_id = $1 and mode = $2 and deleted_at is null order by id`;

export function readSubscription(row: SubscriptionRow): Subscription {
  const wantsType = typeMatcher(readEventTypes(row));
  const given = readFilter(row);
  const filter = given === null ? undefined : compileFilter(given);
  return {
    webhookId: row.id,
    includePayload: row.include_payload === 1,
    filterSize: filter?.size ?? 0,
    isUnreadable: false,
    wants: (type, data) => wantsType(type) && (!filter || filter.matches(data)),
  };
}

/**
 * An unreadable subscription receives nothing and does not disturb other endpoints. A backfill can deliver the missed
 * events later.
 */
export const readSubscriptionOrNone = (row: SubscriptionRow): Subscription =>
  readOr(() => readSubscription(row), {
    webhookId: row.id,
    includePayload: false,
    filterSize: 0,
    isUnreadable: true,
    wants: () => false,
  });

/** `ALL_EVENTS` leaves out `ownEventTypes`, which have to be listed by name or prefix. */
export function typeMatcher(patterns: readonly string[]): (type: string) => boolean {
  const exact = new Set(patterns);
  const prefixes = patterns.filter((pattern) => pattern.endsWith('*')).map((pattern) => pattern.slice(0, -1));
  const ownTypes: ReadonlySet<string> = new Set(ownEventTypes);
  return (type) =>
    exact.has(type) ||
    (exact.has(ALL_EVENTS) && !ownTypes.has(type)) ||
    prefixes.some((prefix) => type.startsWith(prefix));
}
