-- By whom and from which source the events are. It replaces the index `events_of_bucket`, which was written with each
-- event: of the 10 pages of a commit with 8 events, 3 to 4 were pages of that index. This table is filled later, for 1,000
-- events at a time, and so are the events that exist now.
create table event_subjects (
  tenant_id text not null,
  mode text not null,
  -- 0 to 15, by the user or the source: see domain/bucket-of.ts.
  bucket smallint not null,
  id text not null,
  -- The user, or the source.
  subject_id text not null,
  primary key (tenant_id, mode, bucket, id, subject_id)
) without rowid;

-- One row: the newest event that is in `event_subjects`. Empty while no event is. The rowid of an event is not kept here,
-- because `vacuum` changes it.
create table event_subjects_end (
  tenant_id text not null,
  mode text not null,
  event_id text not null
);

-- The previous version also deletes events. The buckets are named because the key begins with them.
create trigger event_subjects_deleted after delete on events begin
  delete from event_subjects
  where tenant_id = old.tenant_id and mode = old.mode
    and bucket in (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) and id = old.id;
end;

-- Without this index, the previous version finds the same events, but reads all events of the tenant for that.
drop index events_of_bucket;
delete from sqlite_stat1 where idx = 'events_of_bucket';
insert into sqlite_stat1 (tbl, idx, stat) values
  ('event_subjects', 'event_subjects', '2000000 1000000 1000000 62500 2 1');
