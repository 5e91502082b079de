import type { Store } from '../store/store.ts';
import { bucketCount, bucketOf } from './bucket-of.ts';

/** Where a search for a subject takes place. `tenant` and `mode` are placeholders of the statement. */
interface Searched {
  engine: Store['engine'];
  tenant: string;
  mode: string;
}

/** A condition on the columns `user_id` and `source_id` of a table with this alias. */
type SubjectCondition = (alias: string) => string;

/**
 * The condition that an event `e` is about one user or source, by an index. `subject` is the id whose bucket the
 * event is in: that of its user, or of its source if it has no user. On PostgreSQL the index is one of the events,
 * and on SQLite it is a table of its own (ADR 29).
 */
export const aboutSubject = (searched: Searched, subject: string, condition: SubjectCondition): string =>
  inBuckets(searched, `${bucketOf(subject)}`, condition);

const everyBucket = [...Array(bucketCount).keys()].join(', ');

/** Like `aboutSubject`, for events whose bucket is not known. The index begins with the bucket, so all are named. */
export const inAnyBucket = (searched: Searched, condition: SubjectCondition): string =>
  inBuckets(searched, everyBucket, condition);

function inBuckets({ engine, tenant, mode }: Searched, buckets: string, condition: SubjectCondition): string {
  if (engine === 'postgres') return `e.bucket in (${buckets}) and ${condition('e')}`;
  return `e.id in (
    select s.id from subjects_of_events s
    where s.tenant_id = ${tenant} and s.mode = ${mode} and s.bucket in (${buckets}) and ${condition('s')})`;
}
