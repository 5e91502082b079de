import { pickQuery } from '../api/request.ts';
import { fromLocalInput, lastSecondOf } from '../ui/time.ts';

/** The filters of `GET /v1/attempts`, with the same names as in the portal's address. */
export const attemptFilterNames = [
  'webhookId',
  'live',
  'succeeded',
  'error',
  'status',
  'type',
  'eventId',
  'userId',
  'sourceId',
  'text',
  'startDate',
  'endDate',
] as const;

export type AttemptFilters = Record<(typeof attemptFilterNames)[number], string>;

export const readAttemptFilters = (query: Record<string, string>): AttemptFilters =>
  pickQuery(query, attemptFilterNames);

/** Whether the list is ordered by the times of the attempts, and not by those of their deliveries or events. */
export const isByTime = ({ eventId, userId, succeeded, error, status }: AttemptFilters): boolean =>
  !(eventId || userId) &&
  (succeeded === 'false' || error !== '' || (status !== '' && !status.startsWith('2')));

/** Must match the order in which `GET /v1/attempts` returns the items. */
export function orderText(filters: AttemptFilters): string {
  if (isByTime(filters)) return 'The newest come first.';
  const isByDelivery = filters.webhookId && !filters.eventId && !filters.userId;
  return `The attempts of the newest ${isByDelivery ? 'deliveries' : 'events'} come first.`;
}

export const outcomeOf = ({ succeeded, error }: AttemptFilters): string => error || succeeded;
export const subjectOf = ({ eventId, userId, sourceId, text }: AttemptFilters): string =>
  eventId || userId || sourceId || text;

/** Reads all fields of a form except `subject`, which `findSubject` reads. */
export function readAttemptForm(form: FormData): Partial<AttemptFilters> {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const outcome = text('outcome');
  return {
    webhookId: text('webhookId'),
    type: text('type'),
    status: text('status'),
    startDate: fromLocalInput(text('startDate')),
    endDate: lastSecondOf(text('endDate')),
    ...(outcome === 'true' || outcome === 'false' ? { succeeded: outcome } : { error: outcome }),
  };
}
