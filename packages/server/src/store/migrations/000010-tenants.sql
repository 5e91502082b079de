create table tenants (
  id text primary key,
  name text not null,
  created_at bigint not null
);

create table api_keys (
  key text primary key,
  tenant_id text not null,
  mode text not null,
  -- scrypt of the secret, see domain/api-keys.ts
  secret_hash text not null,
  -- 'generated' or 'configured': a configured key replaces the ones before it
  origin text not null,
  created_at bigint not null
);

create index api_keys_by_tenant on api_keys (tenant_id, mode);
