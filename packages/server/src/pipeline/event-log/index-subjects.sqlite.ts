import type { Statements } from '../../store/sqlite/statements.ts';

/** This many events are added at a time, which takes about 2 ms in the database's thread. */
export const subjectsAtOnce = 1000;

const selectRange = `
  with start as (
    select coalesce((
      select e.rowid from event_subjects_end n
      join events e on e.tenant_id = n.tenant_id and e.mode = n.mode and e.id = n.event_id), 0) as rowid)
  select start.rowid as after, (
    select max(rowid) from (
      select e.rowid from events e where e.rowid > start.rowid order by e.rowid limit ${subjectsAtOnce})) as last
  from start`;
/**
 * If the event in `event_subjects_end` was deleted, all events are selected again, so their rows may be there already.
 * In the order of the primary key, fewer pages are written.
 */
const insertSubjects = `
  insert or ignore into event_subjects (tenant_id, mode, bucket, id, user_id, source_id)
  select tenant_id, mode, bucket, id, user_id, source_id from events not indexed
  where rowid > $1 and rowid <= $2
  order by tenant_id, mode, bucket, id`;
const deleteEnd = 'delete from event_subjects_end';
const insertEnd = `
  insert into event_subjects_end (tenant_id, mode, event_id)
  select tenant_id, mode, id from events where rowid = $1`;

/**
 * Adds the users and sources of the next events to the table by which events are searched (ADR 29). Until then, a
 * search reads them from the events. Returns whether more events may follow. Runs in the database's thread.
 */
export function indexSubjects(statements: Statements): boolean {
  const { after, last } = statements.of(selectRange).get() as { after: number; last: number | null };
  if (last === null) return false;
  statements.of(insertSubjects).run(after, last);
  statements.of(deleteEnd).run();
  statements.of(insertEnd).run(last);
  return last - after >= subjectsAtOnce;
}
