create table invite_templates (
  id text primary key,
  tenant_id text not null,
  mode text not null,
  name text not null,
  -- JSON: company, email, landingPage, successPage
  content text not null,
  created_at bigint not null,
  updated_at bigint not null
);

create index invite_templates_by_tenant on invite_templates (tenant_id, mode, created_at, id);

create table invites (
  id text primary key,
  tenant_id text not null,
  mode text not null,
  user_id text not null,
  template_id text not null,
  wink_template_id text,
  full_name text not null,
  first_name text,
  last_name text,
  email text not null,
  -- the template's content when the invite was made: a later change or deletion leaves sent invites alone
  content text not null,
  status text not null,
  landing_token text not null unique,
  created_at bigint not null,
  updated_at bigint not null,
  invited_at bigint,
  linked_at bigint
);

create index invites_by_tenant on invites (tenant_id, mode, created_at, id);
create index invites_by_user on invites (tenant_id, mode, user_id);

create table invite_logs (
  id text primary key,
  tenant_id text not null,
  mode text not null,
  invite_id text not null,
  user_id text not null,
  status text not null,
  created_at bigint not null
);

create index invite_logs_by_invite on invite_logs (tenant_id, mode, invite_id, created_at, id);

-- the outbox of invite mails: a row lives until the mail server accepted its mail; refused for good, it keeps the reason
create table invite_mails (
  invite_id text primary key,
  tenant_id text not null,
  mode text not null,
  attempts bigint not null,
  next_try_at bigint not null,
  leased_until bigint not null,
  last_error text,
  refused_at bigint
);

create index invite_mails_by_next_try on invite_mails (next_try_at);
