create table users (
  id text primary key,
  tenant_id text not null,
  mode text not null,
  -- JSON, string to string
  external_metadata text not null,
  -- the user's session: how far this user is in sharing data
  channel text not null,
  channel_id text,
  session_status text not null,
  -- a reset moves it: the payload holds only what was linked since
  payload_since bigint not null,
  created_at bigint not null
);

create index users_by_tenant on users (tenant_id, mode, created_at, id);

-- link tokens; the token itself is signed and kept nowhere, this row is what makes its id known
create table tokens (
  id text primary key,
  tenant_id text not null,
  mode text not null,
  user_id text not null,
  created_at bigint not null,
  expires_at bigint not null
);

create index tokens_by_user on tokens (tenant_id, mode, user_id);
create index tokens_by_expiry on tokens (expires_at);

create table consent_templates (
  id text primary key,
  tenant_id text not null,
  mode text not null,
  consent_type text not null,
  title text,
  version text not null,
  consent_method text,
  consent_text text not null,
  created_at bigint not null
);

create index consent_templates_by_tenant on consent_templates (tenant_id, mode, created_at, id);
