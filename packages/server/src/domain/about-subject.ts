import type { Store } from '../store/store.ts';
import { bucketCount, bucketOf, subjectBucket } from './bucket-of.ts';

interface Searched {
  engine: Store['engine'];
  tenant: string;
  mode: string;
  subject: string;
  /** Limits the search to a part of the log. `id` is the column of an event's id. */
  within?(id: string): string;
}

/** The newest event in SQLite's index of subjects. 0 if that event has been deleted, or if the index is empty. */
export const lastIndexedRowid = `coalesce((
  select end.rowid from event_subjects_end n
  join events end on end.tenant_id = n.tenant_id and end.mode = n.mode and end.id = n.event_id), 0)`;

export const aboutUser = (searched: Searched, subject: string): string =>
  `${indexed(searched, subject, bucketOf(subject))} and e.user_id = ${searched.subject}`;

/**
 * Finds events of a user, or of a source without a user. It misses the other events of a source, because they are in
 * the index under their user.
 */
export const aboutUserOrSource = (searched: Searched, subject: string): string =>
  `${indexed(searched, subject, bucketOf(subject))} and e.bucket = ${bucketOf(subject)}
   and (e.user_id = ${searched.subject} or e.source_id = ${searched.subject})`;

const everyBucket = [...Array(bucketCount).keys()].join(', ');

export const aboutSource = (searched: Searched, subject: string): string =>
  `${indexed(searched, subject, everyBucket)} and e.source_id = ${searched.subject}`;

/**
 * A condition that an index supports. On SQLite, the index is a table of its own without the newest events (ADR 29),
 * which are searched separately.
 */
function indexed(
  { engine, tenant, mode, subject, within }: Searched,
  id: string,
  eventBuckets: number | string,
): string {
  if (engine === 'postgres') return `e.bucket in (${eventBuckets})`;
  const only = (column: string): string => (within ? ` and ${within(column)}` : '');
  return `e.id in (
    select s.id from event_subjects s
    where s.tenant_id = ${tenant} and s.mode = ${mode} and s.bucket = ${subjectBucket.of(id)}
      and s.subject_id = ${subject}${only('s.id')}
    union all
    select late.id from events late not indexed
    where late.rowid > ${lastIndexedRowid} and late.tenant_id = ${tenant} and late.mode = ${mode}
      and (late.user_id = ${subject} or late.source_id = ${subject})${only('late.id')})`;
}
