import type { Store } from '../store/store.ts';
import { bucketCount, bucketOf, subjectBucket } from './bucket-of.ts';

/**
 * What a statement needs to search for the events about a subject: the engine, and the placeholders of its parameters.
 * A subject is a user or a source.
 */
interface Searched {
  engine: Store['engine'];
  tenant: string;
  mode: string;
  subject: string;
  /**
   * Returns the condition that limits the search to a part of the log. Absent if the whole log is searched. `id` is the
   * column of an event's id.
   */
  within?(id: string): string;
}

/**
 * On SQLite, the rowid of the newest event in the index of subjects. 0 if that event has been deleted, or if the index
 * is empty.
 */
export const lastIndexedRowid = `coalesce((
  select end.rowid from event_subjects_end n
  join events end on end.tenant_id = n.tenant_id and end.mode = n.mode and end.id = n.event_id), 0)`;

/** The condition that an event `e` is about the user with the id `subject`. An index finds these events. */
export const aboutUser = (searched: Searched, subject: string): string =>
  `${indexed(searched, subject, bucketOf(subject))} and e.user_id = ${searched.subject}`;

/**
 * The condition that an event `e` is about the user or the source with the id `subject`. Only events in the bucket of
 * this id are found (see bucket-of.ts). An event that has both a source and a user is in the bucket of the user, so a
 * search for the source misses most of these events.
 */
export const aboutUserOrSource = (searched: Searched, subject: string): string =>
  `${indexed(searched, subject, bucketOf(subject))} and e.bucket = ${bucketOf(subject)}
   and (e.user_id = ${searched.subject} or e.source_id = ${searched.subject})`;

const everyBucket = [...Array(bucketCount).keys()].join(', ');

/** The condition that an event `e` is about the source with the id `subject`. */
export const aboutSource = (searched: Searched, subject: string): string =>
  `${indexed(searched, subject, everyBucket)} and e.source_id = ${searched.subject}`;

/**
 * Returns a condition that an index supports. On PostgreSQL, the table `events` has an index that begins with the
 * bucket (see bucket-of.ts). On SQLite, the index is a table of its own, with a row for the user and a row for the
 * source of each event. The newest events are not in that table yet (ADR 29), so they are searched separately.
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
