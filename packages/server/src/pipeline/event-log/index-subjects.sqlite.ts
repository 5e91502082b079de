import { lastIndexedRowid } from '../../domain/about-subject.ts';
import { subjectBucket } from '../../domain/bucket-of.ts';
import type { Statements } from '../../store/sqlite/statements.ts';

/** 1,000 events take 2 to 4 ms in the database's thread. */
export const subjectsAtOnce = 1000;

const selectRange = `
  with start as (select ${lastIndexedRowid} as rowid)
  select start.rowid as after, (
    select max(rowid) from (
      select e.rowid from events e where e.rowid > start.rowid order by e.rowid limit ${subjectsAtOnce})) as last
  from start`;
/**
 * Ignores existing rows, because indexing starts again at the first event if the last indexed one was deleted. The rows
 * are inserted in the order of the table, which is faster.
 */
const insertSubjects = `
  insert or ignore into event_subjects (tenant_id, mode, bucket, id, subject_id)
  select tenant_id, mode, ${subjectBucket.sql('subject_id')}, id, subject_id from (
    select tenant_id, mode, id, source_id as subject_id from events not indexed
    where rowid > $1 and rowid <= $2
    union all
    select tenant_id, mode, id, user_id from events not indexed
    where rowid > $1 and rowid <= $2 and user_id <> source_id)
  order by 1, 2, 3, 4`;
const deleteEnd = 'delete from event_subjects_end';
const insertEnd = `
  insert into event_subjects_end (tenant_id, mode, event_id)
  select tenant_id, mode, id from events where rowid = $1`;

/**
 * Adds the next events to `event_subjects`, which searches read (ADR 29). Returns whether more may follow. Runs in the
 * database's thread.
 */
export function indexSubjects(statements: Statements): boolean {
  const { after, last } = statements.of(selectRange).get() as { after: number; last: number | null };
  if (last === null) return false;
  statements.of(insertSubjects).run(after, last);
  statements.of(deleteEnd).run();
  statements.of(insertEnd).run(last);
  return last - after >= subjectsAtOnce;
}
