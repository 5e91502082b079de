-- An outcome makes its delivery's row longer. With 70 the page was full half-way, and what went to another page cost two
-- index entries more: room for every outcome beside the row it replaces.
alter table deliveries set (fillfactor = 45);

-- Neither begins as the primary key does any more: as long as PostgreSQL knows a table as small it takes whichever index
-- matches the tenant, and keeps that plan when the table has grown.
drop index deliveries_of_event;
create index deliveries_of_event on deliveries (mode, event_id);
drop index events_of_bucket;
create index events_of_bucket on events (bucket, tenant_id, mode, id, user_id, source_id);
