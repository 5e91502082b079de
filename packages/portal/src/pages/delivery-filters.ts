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
  'eventStartDate',
  'eventEndDate',
] as const;

export type DeliveryFilters = Record<(typeof deliveryFilterNames)[number], string>;

export const readDeliveryFilters = (query: Record<string, string>): DeliveryFilters =>
  pickQuery(query, deliveryFilterNames);

export const subjectOf = ({ eventId, userId, sourceId, text }: DeliveryFilters): string =>
  eventId || userId || sourceId || text;

/**
 * Reads the filters of a form, but not its subject. The subject is any id or text, and `findSubject` finds out
 * which filter it belongs to. An empty field filters nothing.
 */
export function readDeliveryForm(form: FormData): Partial<DeliveryFilters> {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  return {
    webhookId: text('webhookId'),
    state: text('state'),
    type: text('type'),
    eventStartDate: fromLocalInput(text('startDate')),
    eventEndDate: lastSecondOf(text('endDate')),
  };
}

/**
 * The address of the list of deliveries that a figure counts. Without `webhookId`, the list contains the deliveries to
 * all endpoints that still exist.
 */
export const deliveriesHref = (
  mode: Mode,
  filters: { state: DeliveryState; webhookId?: string; eventStartDate?: string },
): string =>
  href(mode, 'deliveries') + queryString(filters.webhookId ? filters : { live: 'true', ...filters });
