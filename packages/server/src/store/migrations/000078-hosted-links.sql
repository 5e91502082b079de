-- The address of a hosted page for one user. Its token is kept as a digest: a copy of this table opens nothing.
create table hosted_links (
  id text primary key,
  tenant_id text not null,
  mode text not null,
  user_id text not null,
  wink_template_id text,
  token_hash text not null unique,
  return_url text,
  state text,
  -- REDIRECT or BRIDGE
  completion text not null,
  created_at bigint not null,
  expires_at bigint not null,
  revoked_at bigint
);

create index hosted_links_of_user on hosted_links (tenant_id, mode, user_id);
create index hosted_links_by_expiry on hosted_links (expires_at);
