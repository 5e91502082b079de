create table archives (
  id text primary key,
  tenant_id text not null,
  mode text not null,
  user_id text not null,
  -- 'user-provided' by the widget, 'tenant-provided' by the API
  provider_id text not null,
  -- null until a classification named it
  type text,
  status text not null,
  error_code text,
  error_message text,
  -- what is asked of the analysis: NONE, CLASSIFY, ANALYZE, or CLASSIFY_AND_ANALYZE
  job text not null,
  -- the task that is open while the status is STARTED
  task_id text,
  classification text,
  -- JSON
  analysis text,
  validation text,
  session_id text,
  -- grows with every change
  version bigint not null,
  created_at bigint not null,
  updated_at bigint not null,
  -- who reads the files now, until when, and how often somebody began to
  lease_owner text,
  leased_until bigint not null,
  attempts bigint not null
);

create index archives_by_tenant on archives (tenant_id, mode, created_at, id);
create index archives_by_user on archives (tenant_id, mode, user_id, created_at, id);
create index archives_unfinished on archives (leased_until) where status = 'STARTED';
create index archives_by_age on archives (created_at);

create table files (
  id text primary key,
  tenant_id text not null,
  mode text not null,
  archive_id text not null,
  position bigint not null,
  name text not null,
  sub_type text,
  format text not null,
  size_bytes bigint not null,
  -- null once the archive was revoked
  content bytea,
  created_at bigint not null
);

create index files_by_archive on files (archive_id, position);
