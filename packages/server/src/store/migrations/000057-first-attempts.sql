-- A first attempt that succeeded is kept in its delivery's row: most are of that kind, and a row of their own for each
-- made a fifth of what a delivery costs the database. All others have rows. Whoever reads sees both as `attempts`.
alter table deliveries add column first_started_at bigint;
alter table deliveries add column first_duration_ms integer;
alter table deliveries add column first_status smallint;
alter table deliveries add column first_headers text;
alter table deliveries add column first_body text;

alter table attempts rename to other_attempts;

create view attempts as
select tenant_id, webhook_id, sequence, number, started_at, duration_ms, status, error, response_headers, response_body
from other_attempts
union all
select tenant_id, webhook_id, sequence, 1, first_started_at, first_duration_ms, first_status, null, first_headers,
  first_body
from deliveries where first_started_at is not null;

-- Neither begins as the primary key does any more: as long as PostgreSQL knows a table as small it takes whichever index
-- matches the tenant, and keeps that plan when the table has grown.
drop index deliveries_of_event;
create index deliveries_of_event on deliveries (event_id);
drop index events_of_bucket;
create index events_of_bucket on events (bucket, tenant_id, mode, id, user_id, source_id);
