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

delete from sqlite_stat1 where tbl = 'sessions' and idx in ('sessions_by_time', 'sessions_uncounted');
insert into sqlite_stat1 (tbl, idx, stat) values
  ('sessions', 'sessions_by_time', '200000 100000 100000 1 1 1'),
  ('sessions', 'sessions_by_outcome', '200000 100000 100000 20000 1 1 1 1 1 1'),
  ('sessions', 'sessions_by_provider', '200000 100000 100000 5000 1 1 1 1 1 1'),
  ('sessions', 'sessions_by_template', '200000 100000 100000 20000 1 1 1 1 1 1'),
  ('sessions', 'sessions_uncounted', '10000 5000 5000 1 1 1 1 1');
