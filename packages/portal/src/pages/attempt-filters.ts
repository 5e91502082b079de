import { pickQuery } from '../api/request.ts';
import { fromLocalInput } from '../ui/time.ts';

/** The filters of `GET /v1/attempts`, which are the parameters of the portal's address too. */
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

/** Failed attempts are listed by their own time; all others by that of their event. */
export const isByTime = ({ eventId, userId, succeeded, error, status }: AttemptFilters): boolean =>
  !(eventId || userId) &&
  (succeeded === 'false' || error !== '' || (status !== '' && !status.startsWith('2')));

/** The form has one control for success, failure and the reason, and one for any id or text. */
export const outcomeOf = ({ succeeded, error }: AttemptFilters): string => error || succeeded;
export const subjectOf = ({ eventId, userId, sourceId, text }: AttemptFilters): string =>
  eventId || userId || sourceId || text;

/** The filters that a form sets, apart from its subject. Empty ones filter nothing. */
export function readAttemptForm(form: FormData): Partial<AttemptFilters> {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const outcome = text('outcome');
  return {
    webhookId: text('webhookId'),
    type: text('type'),
    status: text('status'),
    startDate: fromLocalInput(text('startDate')),
    endDate: fromLocalInput(text('endDate')),
    ...(outcome === 'true' || outcome === 'false' ? { succeeded: outcome } : { error: outcome }),
  };
}
