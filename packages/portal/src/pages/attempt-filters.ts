import { readQuery } from '../api/request.ts';

/** What `GET /v1/attempts` filters by, and the portal's address with it. */
const names = [
  'webhookId',
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

export type AttemptFilters = Record<(typeof names)[number], string>;

export const readAttemptFilters = (search: string): AttemptFilters => readQuery(search, names);

/** As the form shows it: one control for how it ended, one that takes any id, or text. */
export const outcomeOf = ({ succeeded, error }: AttemptFilters): string => error || succeeded;
export const subjectOf = ({ eventId, userId, sourceId, text }: AttemptFilters): string =>
  eventId || userId || sourceId || text;

/** The filters of a form as it is filled; what is empty filters nothing. */
export function readAttemptForm(form: FormData): Partial<AttemptFilters> {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const plain = ['webhookId', 'type', 'status', 'startDate', 'endDate'] as const;
  const outcome = text('outcome');
  return {
    ...Object.fromEntries(plain.map((name) => [name, text(name)])),
    ...(outcome === 'true' || outcome === 'false' ? { succeeded: outcome } : { error: outcome }),
    ...readSubject(text('subject')),
  };
}

/** Ids say themselves what they are of; everything else is looked for in the answers. */
function readSubject(text: string): Partial<AttemptFilters> {
  const [, prefix] = /^(.+)-[0-9a-f]{32}$/.exec(text) ?? [];
  if (prefix === undefined) return { text };
  if (prefix === 'et') return { eventId: text };
  if (prefix === 'wh') return { webhookId: text };
  return prefix === 'a' || prefix === 'archive' ? { sourceId: text } : { userId: text };
}
