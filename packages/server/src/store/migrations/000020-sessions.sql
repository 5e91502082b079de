-- One opening of the Wink Widget. Its token is kept as a digest: a copy of this table opens nothing.
create table sessions (
  id text primary key,
  tenant_id text not null,
  mode text not null,
  user_id text not null,
  token_hash text not null unique,
  status text not null,
  host_origin text not null,
  -- JSON: what template and page together chose
  options text not null,
  callback_sequence bigint not null,
  created_at bigint not null,
  expires_at bigint not null,
  ended_at bigint
);

create index sessions_of_user on sessions (tenant_id, mode, user_id, created_at, id);
create index sessions_in_progress on sessions (expires_at) where status = 'IN_PROGRESS';

-- What each page was told, numbered without a gap in its session.
create table callbacks (
  session_id text not null,
  sequence bigint not null,
  tenant_id text not null,
  mode text not null,
  user_id text not null,
  event_id text not null,
  name text not null,
  -- JSON; the text null for a callback that is told nothing
  arguments text not null,
  -- account or archive, and the version of it that this callback came with
  source_id text,
  source_version bigint,
  at bigint not null,
  acknowledged_at bigint,
  primary key (session_id, sequence)
);

create unique index callbacks_by_event on callbacks (session_id, event_id);
create index callbacks_of_user on callbacks (tenant_id, mode, user_id, at);
create index callbacks_of_source on callbacks (session_id, source_id, source_version) where source_id is not null;

-- Where the widget may be embedded. A tenant without a row here allows every origin.
create table embedding_origins (
  tenant_id text not null,
  mode text not null,
  origin text not null,
  primary key (tenant_id, mode, origin)
);

create table consents (
  id text primary key,
  tenant_id text not null,
  mode text not null,
  user_id text not null,
  session_id text not null,
  -- empty for the built-in wording
  consent_template_id text not null,
  type text not null,
  version text not null,
  -- the tenant's name as the page showed it
  consented_with text not null,
  created_at bigint not null
);

create unique index consents_once on consents (tenant_id, mode, user_id, consent_template_id, version);
create index consents_by_tenant on consents (tenant_id, mode, created_at, id);

create table employer_surveys (
  id text primary key,
  tenant_id text not null,
  mode text not null,
  user_id text not null,
  session_id text not null,
  employer_name text not null,
  city text not null,
  pay_period text not null,
  created_at bigint not null
);

create index employer_surveys_by_tenant on employer_surveys (tenant_id, mode, created_at, id);

create table wink_templates (
  id text primary key,
  tenant_id text not null,
  mode text not null,
  name text not null,
  -- JSON: company, providers, options
  content text not null,
  created_at bigint not null,
  updated_at bigint not null
);

create index wink_templates_by_tenant on wink_templates (tenant_id, mode, created_at, id);
