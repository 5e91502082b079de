-- The condition stands outside of the union: inside, PostgreSQL cannot look up the attempts of a delivery in either
-- table, and reads all attempts of all deliveries wherever the view is joined.
create or replace view attempts as
select * from (
  select tenant_id, webhook_id, sequence, number, started_at, duration_ms, status, error, response_headers,
    response_body, cause
  from other_attempts
  union all
  select tenant_id, webhook_id, sequence, cast(1 as smallint), first_started_at, first_duration_ms, first_status,
    cast(null as text), first_headers, first_body, cast(null as text)
  from deliveries) a
where started_at is not null;
