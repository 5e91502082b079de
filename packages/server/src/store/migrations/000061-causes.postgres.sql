-- What is known of a failed attempt beyond its code. Rows of earlier versions have none.
alter table other_attempts add column cause text;
alter table deliveries add column last_cause text;

create or replace view attempts as
select tenant_id, webhook_id, sequence, number, started_at, duration_ms, status, error, response_headers, response_body,
  cause
from other_attempts
union all
select tenant_id, webhook_id, sequence, cast(1 as smallint), first_started_at, first_duration_ms, first_status,
  cast(null as text), first_headers, first_body, cast(null as text)
from deliveries where first_started_at is not null;
