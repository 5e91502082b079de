import type { DeliveryState } from '@winkwire/contract/delivery-states';
import type { Mode } from '@winkwire/contract/modes';
import { pickQuery, queryString } from '../api/request.ts';
import { href } from '../app/address.ts';
import { fromLocalInput, lastSecondOf } from '../ui/time.ts';

/** The filters of `GET /v1/deliveries`, with the same names as in the portal's address. */
export const deliveryFilterNames = [
  'webhookId',
  'live',
  'state',
  'type',
  'eventId',
  'userId',
  'sourceId',
  'text',
  'startDate',
  'endDate',
  'updatedStartDate',
  'updatedEndDate',
  'eventStartDate',
  'eventEndDate',
] as const;

export type DeliveryFilters = Record<(typeof deliveryFilterNames)[number], string>;

export const readDeliveryFilters = (query: Record<string, string>): DeliveryFilters =>
  pickQuery(query, deliveryFilterNames);

export const subjectOf = ({ eventId, userId, sourceId, text }: DeliveryFilters): string =>
  eventId || userId || sourceId || text;

/** Must match the order in which `GET /v1/deliveries` returns the items. */
export const orderText = ({ webhookId, eventId }: DeliveryFilters): string =>
  webhookId && !eventId ? 'The newest come first.' : 'The newest event comes first.';

/** The times by which a search can be limited. A delivery of a backfill is created later than its event. */
export const clocks = [
  ['', 'Creation'],
  ['updated', 'Last change'],
  ['event', 'Event'],
] as const;

export type Clock = (typeof clocks)[number][0];

const periodNames = {
  '': ['startDate', 'endDate'],
  updated: ['updatedStartDate', 'updatedEndDate'],
  event: ['eventStartDate', 'eventEndDate'],
} as const satisfies Record<Clock, readonly [string, string]>;

/** The form has only one period. If there are several, the first in the order of `clocks` counts. */
export function periodOf(filters: DeliveryFilters): { clock: Clock; startDate: string; endDate: string } {
  const set = clocks.find(([clock]) => periodNames[clock].some((name) => filters[name] !== ''));
  const clock = set?.[0] ?? '';
  const [start, end] = periodNames[clock];
  return { clock, startDate: filters[start], endDate: filters[end] };
}

const readClock = (text: string): Clock => clocks.find(([clock]) => clock === text)?.[0] ?? '';

/** Reads all fields of a form except `subject`, which `findSubject` reads. */
export function readDeliveryForm(form: FormData): Partial<DeliveryFilters> {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const [start, end] = periodNames[readClock(text('clock'))];
  return {
    webhookId: text('webhookId'),
    state: text('state'),
    type: text('type'),
    [start]: fromLocalInput(text('startDate')),
    [end]: lastSecondOf(text('endDate')),
  };
}

/** A link from a figure to the deliveries that it counts. Without `webhookId`: those of all existing endpoints. */
export const deliveriesHref = (
  mode: Mode,
  filters: { state: DeliveryState; webhookId?: string; startDate?: string; updatedStartDate?: string },
): string =>
  href(mode, 'deliveries') + queryString(filters.webhookId ? filters : { live: 'true', ...filters });
