-- `retrying` or `failed`, null in every other state: finds the few deliveries that failed among millions that did not.
-- A column of its own, because an index that names `state` would cost every delivery its update in place.
alter table deliveries add column failure_state text
  generated always as (case when state in ('retrying', 'failed') then state end) stored;

create index deliveries_failing on deliveries (mode, failure_state, tenant_id, event_id, webhook_id, sequence)
  where failure_state is not null;
create index deliveries_failing_at on deliveries (failure_state, tenant_id, webhook_id, sequence)
  where failure_state is not null;
