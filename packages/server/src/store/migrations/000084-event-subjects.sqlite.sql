-- By whom and from which source the events are. It replaces the index `events_of_bucket`, which was written with each
-- event: of the 15 pages of a commit, 7 were pages of that index. This table is filled later, for 1,000 events at a time.
create table event_subjects (
  tenant_id text not null,
  mode text not null,
  bucket smallint not null,
  id text not null,
  user_id text,
  source_id text not null,
  primary key (tenant_id, mode, bucket, id)
) without rowid;
insert into event_subjects (tenant_id, mode, bucket, id, user_id, source_id)
select tenant_id, mode, bucket, id, user_id, source_id from events order by tenant_id, mode, bucket, id;

-- One row: the newest event that is in `event_subjects`. Empty while no event is. The rowid of an event is not kept here,
-- because `vacuum` changes it.
create table event_subjects_end (
  tenant_id text not null,
  mode text not null,
  event_id text not null
);
insert into event_subjects_end (tenant_id, mode, event_id)
select tenant_id, mode, id from events order by rowid desc limit 1;

-- The subjects of all events. Those of the newest events are read from the events. If the last event of the table was
-- deleted, all events are read, and some subjects occur twice.
create view subjects_of_events as
select tenant_id, mode, bucket, id, user_id, source_id from event_subjects
union all
select tenant_id, mode, bucket, id, user_id, source_id from events not indexed
where rowid > coalesce((
  select e.rowid from event_subjects_end n
  join events e on e.tenant_id = n.tenant_id and e.mode = n.mode and e.id = n.event_id), 0);

-- The previous version also deletes events.
create trigger event_subjects_deleted after delete on events begin
  delete from event_subjects
  where tenant_id = old.tenant_id and mode = old.mode and bucket = old.bucket and id = old.id;
end;

-- Without this index, the previous version finds the same events, but reads all events of the tenant for that.
drop index events_of_bucket;
delete from sqlite_stat1 where idx = 'events_of_bucket';
insert into sqlite_stat1 (tbl, idx, stat) values
  ('event_subjects', 'event_subjects', '1000000 500000 500000 31250 1');
