create table tasks (
  id text primary key,
  tenant_id text not null,
  mode text not null,
  type text not null,
  user_id text not null,
  source_id text not null,
  source_type text not null,
  provider_id text not null,
  session_id text,
  -- 'Started' or 'Finished'
  status text not null,
  -- 'SUCCEEDED' or 'FAILED', once finished
  outcome text,
  error_code text,
  -- JSON list of names
  datapoints text not null,
  started_at bigint not null,
  finished_at bigint
);

create index tasks_by_tenant on tasks (tenant_id, mode, started_at, id);
create index tasks_by_user on tasks (tenant_id, mode, user_id, started_at, id);
create index tasks_by_source on tasks (tenant_id, mode, source_id, started_at, id);

-- all eleven kinds of data in one table
create table datapoints (
  id text primary key,
  tenant_id text not null,
  mode text not null,
  kind text not null,
  user_id text not null,
  source_id text not null,
  source_type text not null,
  provider_id text not null,
  -- the day or the month that it is about, `YYYY-MM-DD` or `YYYY-MM`, as the date filters compare it
  item_date text,
  item_created_at bigint,
  -- the newest first: by the day it is about, otherwise by when it was stored
  sorted_at bigint not null,
  created_at bigint not null,
  updated_at bigint not null,
  -- JSON, without id and metadata
  body text not null
);

create index datapoints_by_tenant on datapoints (tenant_id, mode, kind, sorted_at, id);
create index datapoints_by_user on datapoints (tenant_id, mode, user_id, kind, sorted_at, id);
create index datapoints_by_source on datapoints (tenant_id, mode, source_id, kind, sorted_at, id);
