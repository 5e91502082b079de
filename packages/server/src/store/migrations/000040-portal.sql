create table portal_sign_in_links (
  token_hash text primary key,
  tenant_id text not null,
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint
);

create table portal_sessions (
  token_hash text primary key,
  tenant_id text not null,
  created_at bigint not null,
  expires_at bigint not null
);

create index portal_sessions_expires_at on portal_sessions (expires_at);
