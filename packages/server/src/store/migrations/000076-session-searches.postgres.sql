drop index sessions_by_time;
drop index sessions_uncounted;
-- One index for each filter that may match few sessions. The other filters come last, so that a search reads the index
-- alone until a row matches.
create index sessions_by_time on sessions (tenant_id, mode, created_at, id, device);
create index sessions_by_outcome on sessions
  (tenant_id, mode, outcome, created_at, id, status, provider_id, template_id, device);
create index sessions_by_provider on sessions
  (tenant_id, mode, provider_id, created_at, id, status, outcome, template_id, device);
create index sessions_by_template on sessions
  (tenant_id, mode, template_id, created_at, id, status, outcome, provider_id, device);
-- The funnel reads nothing but this index of the sessions that its figures do not count yet.
create index sessions_uncounted on sessions
  (tenant_id, mode, created_at, step, provider_id, template_id, device) where counted = 0;

-- Heartbeats change columns without an index. With room in its page, such a change touches no index.
alter table sessions set (fillfactor = 70);
