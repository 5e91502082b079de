create view attempts as
select tenant_id, webhook_id, sequence, number, started_at, duration_ms, status, error, response_headers, response_body
from other_attempts
union all
select tenant_id, webhook_id, sequence, cast(1 as smallint), first_started_at, first_duration_ms, first_status,
  cast(null as text), first_headers, first_body
from deliveries where first_started_at is not null;
