-- `retrying` or `failed`, null in every other state: finds the few deliveries that failed among millions that did not.
alter table deliveries add column failure_state text
  generated always as (case when state in ('retrying', 'failed') then state end) virtual;

create index deliveries_failing on deliveries (tenant_id, mode, failure_state, event_id)
  where failure_state is not null;
create index deliveries_failing_at on deliveries (tenant_id, webhook_id, failure_state, sequence)
  where failure_state is not null;

insert into sqlite_stat1 (tbl, idx, stat) values
  ('deliveries', 'deliveries_failing', '10000 5000 5000 2500 2'),
  ('deliveries', 'deliveries_failing_at', '10000 5000 500 250 1');
