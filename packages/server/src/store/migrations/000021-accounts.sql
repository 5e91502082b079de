create table accounts (
  id text primary key,
  tenant_id text not null,
  mode text not null,
  user_id text not null,
  provider_id text not null,
  -- the widget session that began it; null when the sandbox's triggers did
  session_id text,
  login_name text,
  connection_status text not null,
  error_code text,
  error_message text,
  connection_updated_at bigint not null,
  monitor_status text not null,
  monitor_updated_at bigint,
  -- JSON of the question that is open, without any answer
  challenge text,
  redirect_url text,
  -- JSON: what its connector needs to read data again; never a credential
  connection text,
  -- the task that reads its data at this moment
  task_id text,
  version bigint not null,
  created_at bigint not null,
  connected_at bigint
);

create index accounts_by_tenant on accounts (tenant_id, mode, created_at, id);
create index accounts_by_age on accounts (created_at);
create index accounts_of_user on accounts (tenant_id, mode, user_id, created_at);

-- Linking that is under way. A row lives until its account is connected and read, or has failed.
create table linking_runs (
  account_id text primary key,
  tenant_id text not null,
  mode text not null,
  -- SIGN_IN: a process holds the credentials in memory; WAITING: for an answer of the user; FETCH: reading data
  phase text not null,
  -- the process at work, null while waiting
  owner text,
  -- end of that process's lease, or of the time to answer
  due_at bigint not null,
  -- JSON of the connector between two steps
  pending text,
  redirect_state text unique
);

create index linking_runs_by_due on linking_runs (due_at);
