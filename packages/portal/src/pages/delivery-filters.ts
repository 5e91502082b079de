import type { DeliveryState } from '@winkwire/contract/delivery-states';
import type { Mode } from '@winkwire/contract/modes';
import { pickQuery, queryString } from '../api/request.ts';
import { href } from '../app/address.ts';
import { fromLocalInput, lastSecondOf } from '../ui/time.ts';

/** The filters of `GET /v1/deliveries`. The portal's address has parameters with the same names. */
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

/** The order of the list, as a sentence. It has to match the order in which `GET /v1/deliveries` returns the items. */
export const orderText = ({ webhookId, eventId }: DeliveryFilters): string =>
  webhookId && !eventId ? 'The newest come first.' : 'The newest event comes first.';

/**
 * A search can be limited to a period, by one of these times of a delivery. A delivery is created when its event
 * happens, or later by a backfill. The last change of a delivery that was delivered or given up is the time at which
 * that happened.
 */
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

/**
 * The period that the form shows. The form has fields for only one period. If the filters contain several, the first in
 * the order of `clocks` counts.
 */
export function periodOf(filters: DeliveryFilters): { clock: Clock; startDate: string; endDate: string } {
  const set = clocks.find(([clock]) => periodNames[clock].some((name) => filters[name] !== ''));
  const clock = set?.[0] ?? '';
  const [start, end] = periodNames[clock];
  return { clock, startDate: filters[start], endDate: filters[end] };
}

const readClock = (text: string): Clock => clocks.find(([clock]) => clock === text)?.[0] ?? '';

/**
 * Reads the filters of a form, but not its subject. The subject is any id or text, and `findSubject` finds out
 * which filter it belongs to. An empty field filters nothing.
 */
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

/**
 * A link for a figure that counts deliveries. It leads to the list of these deliveries. Without `webhookId`, the list
 * contains the deliveries to all endpoints that still exist.
 */
export const deliveriesHref = (
  mode: Mode,
  filters: { state: DeliveryState; webhookId?: string; startDate?: string; updatedStartDate?: string },
): string =>
  href(mode, 'deliveries') + queryString(filters.webhookId ? filters : { live: 'true', ...filters });
