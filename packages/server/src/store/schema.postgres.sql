-- The schema on postgres, made by the migrations. Written by `npm run schema -w @winkwire/server`.

create table accounts (
  id text not null,
  tenant_id text not null,
  mode text not null,
  user_id text not null,
  provider_id text not null,
  session_id text,
  login_name text,
  connection_status text not null,
  error_code text,
  error_message text,
  connection_updated_at bigint not null,
  monitor_status text not null,
  monitor_updated_at bigint,
  challenge text,
  redirect_url text,
  connection text,
  task_id text,
  version bigint not null,
  created_at bigint not null,
  connected_at bigint,
  sign_in_begun smallint default 0 not null,
  PRIMARY KEY (id)
);

CREATE INDEX accounts_by_age ON public.accounts USING btree (created_at);

CREATE INDEX accounts_by_tenant ON public.accounts USING btree (tenant_id, mode, created_at, id);

CREATE INDEX accounts_of_user ON public.accounts USING btree (tenant_id, mode, user_id, created_at);

create table api_keys (
  key text not null,
  tenant_id text not null,
  mode text not null,
  secret_hash text not null,
  origin text not null,
  created_at bigint not null,
  expires_at bigint,
  name text,
  PRIMARY KEY (key)
);

CREATE INDEX api_keys_by_tenant ON public.api_keys USING btree (tenant_id, mode);

create table archives (
  id text not null,
  tenant_id text not null,
  mode text not null,
  user_id text not null,
  provider_id text not null,
  type text,
  status text not null,
  error_code text,
  error_message text,
  job text not null,
  task_id text,
  classification text,
  analysis text,
  validation text,
  session_id text,
  version bigint not null,
  created_at bigint not null,
  updated_at bigint not null,
  lease_owner text,
  leased_until bigint not null,
  attempts bigint not null,
  fields text,
  reading text,
  corrections text,
  pages_known integer default 0 not null,
  pages_read integer default 0 not null,
  PRIMARY KEY (id)
);

CREATE INDEX archives_by_age ON public.archives USING btree (created_at);

CREATE INDEX archives_by_tenant ON public.archives USING btree (tenant_id, mode, created_at, id);

CREATE INDEX archives_by_user ON public.archives USING btree (tenant_id, mode, user_id, created_at, id);

CREATE INDEX archives_waiting ON public.archives USING btree (tenant_id, user_id, created_at) WHERE (status = 'STARTED'::text);

create table attempt_figures (
  tenant_id text not null,
  webhook_id text not null,
  span bigint not null,
  starts_at bigint not null,
  total bigint not null,
  failed bigint not null,
  d0 bigint not null,
  d1 bigint not null,
  d2 bigint not null,
  d3 bigint not null,
  d4 bigint not null,
  d5 bigint not null,
  d6 bigint not null,
  d7 bigint not null,
  d8 bigint not null,
  d9 bigint not null,
  d10 bigint not null,
  d11 bigint not null,
  d12 bigint not null,
  d13 bigint not null,
  d14 bigint not null,
  expires_at bigint not null,
  PRIMARY KEY (tenant_id, webhook_id, span, starts_at)
);

CREATE INDEX attempt_figures_expiry ON public.attempt_figures USING btree (expires_at);

create view attempts as
 SELECT tenant_id,
    webhook_id,
    sequence,
    number,
    started_at,
    duration_ms,
    status,
    error,
    response_headers,
    response_body,
    cause
   FROM ( SELECT other_attempts.tenant_id,
            other_attempts.webhook_id,
            other_attempts.sequence,
            other_attempts.number,
            other_attempts.started_at,
            other_attempts.duration_ms,
            other_attempts.status,
            other_attempts.error,
            other_attempts.response_headers,
            other_attempts.response_body,
            other_attempts.cause
           FROM other_attempts
        UNION ALL
         SELECT deliveries.tenant_id,
            deliveries.webhook_id,
            deliveries.sequence,
            1::smallint AS int2,
            deliveries.first_started_at,
            deliveries.first_duration_ms,
            deliveries.first_status,
            NULL::text AS text,
            deliveries.first_headers,
            deliveries.first_body,
            NULL::text AS text
           FROM deliveries) a
  WHERE started_at IS NOT NULL;

create table callbacks (
  session_id text not null,
  sequence bigint not null,
  tenant_id text not null,
  mode text not null,
  user_id text not null,
  event_id text not null,
  name text not null,
  arguments text not null,
  source_id text,
  source_version bigint,
  at bigint not null,
  acknowledged_at bigint,
  PRIMARY KEY (session_id, sequence)
);

CREATE INDEX callbacks_by_age ON public.callbacks USING btree (at);

CREATE UNIQUE INDEX callbacks_by_event ON public.callbacks USING btree (session_id, event_id);

CREATE INDEX callbacks_of_source ON public.callbacks USING btree (session_id, source_id, source_version) WHERE (source_id IS NOT NULL);

CREATE INDEX callbacks_of_user ON public.callbacks USING btree (tenant_id, mode, user_id, at);

create table chores (
  name text not null,
  owner text,
  leased_until bigint not null,
  due_at bigint not null,
  PRIMARY KEY (name)
);

create table consent_templates (
  id text not null,
  tenant_id text not null,
  mode text not null,
  consent_type text not null,
  title text,
  version text not null,
  consent_method text,
  consent_text text not null,
  created_at bigint not null,
  language text,
  translations text default '[]'::text not null,
  privacy_url text,
  PRIMARY KEY (id)
);

CREATE INDEX consent_templates_by_tenant ON public.consent_templates USING btree (tenant_id, mode, created_at, id);

create table consents (
  id text not null,
  tenant_id text not null,
  mode text not null,
  user_id text not null,
  session_id text not null,
  consent_template_id text not null,
  type text not null,
  version text not null,
  consented_with text not null,
  created_at bigint not null,
  wording_digest text default ''::text not null,
  language text,
  data_types text default '[]'::text not null,
  kept_days integer default 0 not null,
  PRIMARY KEY (id)
);

CREATE INDEX consents_by_tenant ON public.consents USING btree (tenant_id, mode, created_at, id);

CREATE UNIQUE INDEX consents_once ON public.consents USING btree (tenant_id, mode, user_id, consented_with, consent_template_id, version, wording_digest, data_types, kept_days);

create table cursors (
  tenant_id text not null,
  webhook_id text not null,
  sequence bigint not null,
  PRIMARY KEY (tenant_id, webhook_id)
);

create table datapoints (
  id text not null,
  tenant_id text not null,
  mode text not null,
  kind text not null,
  user_id text not null,
  source_id text not null,
  source_type text not null,
  provider_id text not null,
  item_date text,
  item_created_at bigint,
  sorted_at bigint not null,
  created_at bigint not null,
  updated_at bigint not null,
  body text not null,
  PRIMARY KEY (id)
);

CREATE INDEX datapoints_by_source ON public.datapoints USING btree (tenant_id, mode, source_id, kind, sorted_at, id);

CREATE INDEX datapoints_by_tenant ON public.datapoints USING btree (tenant_id, mode, kind, sorted_at, id);

CREATE INDEX datapoints_by_user ON public.datapoints USING btree (tenant_id, mode, user_id, kind, sorted_at, id);

create table deliveries (
  tenant_id text not null,
  webhook_id text not null,
  sequence bigint not null,
  mode text not null,
  event_id text not null,
  source_id text not null,
  payload smallint not null,
  state text default 'waiting'::text not null,
  attempts smallint default 0 not null,
  attempts_before smallint default 0 not null,
  due_at bigint,
  last_status smallint,
  last_error text,
  created_at bigint not null,
  updated_at bigint not null,
  erased smallint default 0 not null,
  first_started_at bigint,
  first_duration_ms integer,
  first_status smallint,
  first_headers text,
  first_body text,
  last_cause text,
  failure_state text default 
CASE
    WHEN (state = ANY (ARRAY['retrying'::text, 'failed'::text])) THEN state
    ELSE NULL::text
END,
  PRIMARY KEY (tenant_id, webhook_id, sequence)
) with (fillfactor=45);

CREATE INDEX deliveries_due ON public.deliveries USING btree (tenant_id, webhook_id, due_at) WHERE (due_at IS NOT NULL);

CREATE INDEX deliveries_failing ON public.deliveries USING btree (mode, failure_state, tenant_id, event_id, webhook_id, sequence) WHERE (failure_state IS NOT NULL);

CREATE INDEX deliveries_failing_at ON public.deliveries USING btree (failure_state, tenant_id, webhook_id, sequence) WHERE (failure_state IS NOT NULL);

CREATE INDEX deliveries_of_event ON public.deliveries USING btree (mode, event_id);

create table egress_nodes (
  node text not null,
  addresses text not null,
  proxy smallint not null,
  verified smallint,
  listed_until bigint not null,
  PRIMARY KEY (node)
);

create table embedding_origins (
  tenant_id text not null,
  mode text not null,
  origin text not null,
  PRIMARY KEY (tenant_id, mode, origin)
);

create table employer_surveys (
  id text not null,
  tenant_id text not null,
  mode text not null,
  user_id text not null,
  session_id text not null,
  employer_name text not null,
  city text not null,
  pay_period text not null,
  created_at bigint not null,
  PRIMARY KEY (id)
);

CREATE INDEX employer_surveys_by_age ON public.employer_surveys USING btree (created_at);

CREATE INDEX employer_surveys_by_tenant ON public.employer_surveys USING btree (tenant_id, mode, created_at, id);

create table events (
  tenant_id text not null,
  mode text not null,
  id text not null,
  type text not null,
  source_id text not null,
  user_id text,
  session_id text,
  bucket smallint not null,
  created_at bigint not null,
  body text,
  payload_body text,
  body_digest text,
  payload_digest text,
  traceparent text,
  PRIMARY KEY (tenant_id, mode, id)
);

CREATE INDEX events_of_bucket ON public.events USING btree (bucket, tenant_id, mode, id, user_id, source_id);

create table files (
  id text not null,
  tenant_id text not null,
  mode text not null,
  archive_id text not null,
  position bigint not null,
  name text not null,
  sub_type text,
  format text not null,
  size_bytes bigint not null,
  content bytea,
  created_at bigint not null,
  PRIMARY KEY (id)
);

CREATE INDEX files_by_archive ON public.files USING btree (archive_id, "position");

create table floors (
  tenant_id text not null,
  webhook_id text not null,
  sequence bigint not null,
  hash text not null,
  PRIMARY KEY (tenant_id, webhook_id)
);

create table heartbeats (
  id smallint not null,
  at bigint not null,
  PRIMARY KEY (id)
);

create table hosted_links (
  id text not null,
  tenant_id text not null,
  mode text not null,
  user_id text not null,
  wink_template_id text,
  token_hash text not null,
  return_url text,
  state text,
  completion text not null,
  created_at bigint not null,
  expires_at bigint not null,
  revoked_at bigint,
  opened_at bigint,
  PRIMARY KEY (id),
  UNIQUE (token_hash)
);

CREATE INDEX hosted_links_by_expiry ON public.hosted_links USING btree (expires_at);

CREATE INDEX hosted_links_by_tenant ON public.hosted_links USING btree (tenant_id, mode, created_at, id);

CREATE INDEX hosted_links_of_user ON public.hosted_links USING btree (tenant_id, mode, user_id);

create table idempotency_keys (
  tenant_id text not null,
  mode text not null,
  key text not null,
  digest text not null,
  event_id text not null,
  created_at bigint not null,
  PRIMARY KEY (tenant_id, mode, key)
);

CREATE INDEX idempotency_keys_by_age ON public.idempotency_keys USING btree (created_at);

create table invite_logs (
  id text not null,
  tenant_id text not null,
  mode text not null,
  invite_id text not null,
  user_id text not null,
  status text not null,
  created_at bigint not null,
  PRIMARY KEY (id)
);

CREATE INDEX invite_logs_by_age ON public.invite_logs USING btree (created_at);

CREATE INDEX invite_logs_by_invite ON public.invite_logs USING btree (tenant_id, mode, invite_id, created_at, id);

create table invite_mails (
  invite_id text not null,
  tenant_id text not null,
  mode text not null,
  attempts bigint not null,
  next_try_at bigint not null,
  leased_until bigint not null,
  last_error text,
  refused_at bigint,
  PRIMARY KEY (invite_id)
);

CREATE INDEX invite_mails_by_next_try ON public.invite_mails USING btree (next_try_at);

CREATE INDEX invite_mails_by_tenant ON public.invite_mails USING btree (tenant_id, next_try_at) WHERE (refused_at IS NULL);

create table invite_templates (
  id text not null,
  tenant_id text not null,
  mode text not null,
  name text not null,
  content text not null,
  created_at bigint not null,
  updated_at bigint not null,
  PRIMARY KEY (id)
);

CREATE INDEX invite_templates_by_tenant ON public.invite_templates USING btree (tenant_id, mode, created_at, id);

create table invites (
  id text not null,
  tenant_id text not null,
  mode text not null,
  user_id text not null,
  template_id text not null,
  wink_template_id text,
  full_name text not null,
  first_name text,
  last_name text,
  email text not null,
  content text not null,
  status text not null,
  landing_token text not null,
  created_at bigint not null,
  updated_at bigint not null,
  invited_at bigint,
  linked_at bigint,
  PRIMARY KEY (id),
  UNIQUE (landing_token)
);

CREATE INDEX invites_by_age ON public.invites USING btree (created_at);

CREATE INDEX invites_by_tenant ON public.invites USING btree (tenant_id, mode, created_at, id);

CREATE INDEX invites_by_user ON public.invites USING btree (tenant_id, mode, user_id);

create table leases (
  kind text not null,
  id text not null,
  owner text not null,
  leased_until bigint not null,
  PRIMARY KEY (kind, id)
);

create table linking_runs (
  account_id text not null,
  tenant_id text not null,
  mode text not null,
  phase text not null,
  owner text,
  due_at bigint not null,
  pending text,
  redirect_state text,
  redirect_url text,
  PRIMARY KEY (account_id),
  UNIQUE (redirect_state)
);

CREATE INDEX linking_runs_by_due ON public.linking_runs USING btree (due_at);

create view live_webhooks as
 SELECT tenant_id,
    id,
    mode,
    name,
    url,
    event_types,
    filter,
    active,
    include_payload,
    secrets,
    signing_key,
    headers,
    delivery,
    tls,
    paused_at,
    paused_reason,
    failing_since,
    created_at,
    updated_at,
    deleted_at,
    notify_email
   FROM webhooks
  WHERE deleted_at IS NULL;

create table loaders (
  hash text not null,
  script text not null,
  stored_at bigint not null,
  PRIMARY KEY (hash)
);

create table migrations (
  number integer not null,
  name text not null,
  applied_at bigint not null,
  PRIMARY KEY (number)
);

create table nodes (
  id text not null,
  alive_until bigint not null,
  PRIMARY KEY (id)
);

create table other_attempts (
  tenant_id text not null,
  webhook_id text not null,
  sequence bigint not null,
  number smallint not null,
  started_at bigint not null,
  duration_ms integer not null,
  status smallint,
  error text,
  response_headers text,
  response_body text,
  cause text,
  PRIMARY KEY (tenant_id, webhook_id, sequence, number)
);

CREATE INDEX failed_attempts ON public.other_attempts USING btree (tenant_id, webhook_id, started_at) WHERE ((status IS NULL) OR ((status < 200) OR (status > 299)) OR (error IS NOT NULL));

CREATE INDEX failed_attempts_by_code ON public.other_attempts USING btree (tenant_id, webhook_id, COALESCE((status)::text, error), started_at) WHERE ((status IS NULL) OR ((status < 200) OR (status > 299)) OR (error IS NOT NULL));

create table owner_mails (
  event_id text not null,
  tenant_id text not null,
  mode text not null,
  webhook_id text not null,
  attempts bigint not null,
  next_try_at bigint not null,
  leased_until bigint not null,
  last_error text,
  refused_at bigint,
  PRIMARY KEY (event_id)
);

CREATE INDEX owner_mails_by_next_try ON public.owner_mails USING btree (next_try_at);

CREATE INDEX owner_mails_by_tenant ON public.owner_mails USING btree (tenant_id, next_try_at) WHERE (refused_at IS NULL);

CREATE INDEX owner_mails_by_webhook ON public.owner_mails USING btree (tenant_id, webhook_id);

create table portal_sessions (
  token_hash text not null,
  tenant_id text not null,
  created_at bigint not null,
  expires_at bigint not null,
  person text,
  role text default 'OPERATOR'::text not null,
  PRIMARY KEY (token_hash)
);

CREATE INDEX portal_sessions_expires_at ON public.portal_sessions USING btree (expires_at);

create table portal_sign_in_links (
  token_hash text not null,
  tenant_id text not null,
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint,
  person text,
  role text default 'OPERATOR'::text not null,
  PRIMARY KEY (token_hash)
);

create table queues (
  tenant_id text not null,
  webhook_id text not null,
  shard smallint not null,
  sequence bigint not null,
  hash text not null,
  PRIMARY KEY (tenant_id, webhook_id)
);

CREATE INDEX queues_of_shard ON public.queues USING btree (shard);

create view referenced_users as
 SELECT r.user_id AS id,
    r.tenant_id,
    r.mode,
    u.external_metadata,
    u.channel,
    u.channel_id,
    u.session_status,
    u.payload_since,
    r.created_at,
    r.value AS reference
   FROM user_references r
     JOIN users u ON u.id = r.user_id;

create table replays (
  tenant_id text not null,
  id text not null,
  webhook_id text not null,
  mode text not null,
  kind text not null,
  position bigint not null,
  through bigint not null,
  event_id text,
  state text not null,
  scheduled bigint not null,
  created_at bigint not null,
  updated_at bigint not null,
  after_sequence bigint default 0 not null,
  last_sequence bigint default 0 not null,
  PRIMARY KEY (tenant_id, id)
);

CREATE INDEX replays_running ON public.replays USING btree (webhook_id) WHERE (state = 'running'::text);

create table sandbox_sign_ins (
  id text not null,
  payload text not null,
  uid text,
  grant_id text,
  expires_at bigint not null,
  PRIMARY KEY (id)
);

CREATE INDEX sandbox_sign_ins_by_expiry ON public.sandbox_sign_ins USING btree (expires_at);

CREATE INDEX sandbox_sign_ins_by_grant ON public.sandbox_sign_ins USING btree (grant_id) WHERE (grant_id IS NOT NULL);

CREATE INDEX sandbox_sign_ins_by_uid ON public.sandbox_sign_ins USING btree (uid) WHERE (uid IS NOT NULL);

create table session_figures (
  tenant_id text not null,
  mode text not null,
  day bigint not null,
  day_ends_at bigint not null,
  provider_id text not null,
  template_id text not null,
  device text not null,
  step smallint not null,
  sessions bigint not null,
  PRIMARY KEY (tenant_id, mode, day, provider_id, template_id, device, step)
);

CREATE INDEX session_figures_by_age ON public.session_figures USING btree (day_ends_at);

create table sessions (
  id text not null,
  tenant_id text not null,
  mode text not null,
  user_id text not null,
  token_hash text not null,
  status text not null,
  host_origin text not null,
  options text not null,
  callback_sequence bigint not null,
  created_at bigint not null,
  expires_at bigint not null,
  ended_at bigint,
  return_url text,
  away_until bigint,
  return_code text,
  template_id text,
  device text,
  provider_id text,
  last_screen text,
  step smallint default 0 not null,
  outcome text default 'NEVER_OPENED'::text not null,
  error_code text,
  seen_at bigint,
  silent_at bigint,
  ended_by_silence smallint default 0 not null,
  counted smallint default 0 not null,
  PRIMARY KEY (id),
  UNIQUE (token_hash)
) with (fillfactor=70);

CREATE INDEX sessions_by_age ON public.sessions USING btree (created_at);

CREATE INDEX sessions_by_outcome ON public.sessions USING btree (tenant_id, mode, outcome, created_at, id, status, provider_id, template_id, device);

CREATE INDEX sessions_by_provider ON public.sessions USING btree (tenant_id, mode, provider_id, created_at, id, status, outcome, template_id, device);

CREATE INDEX sessions_by_template ON public.sessions USING btree (tenant_id, mode, template_id, created_at, id, status, outcome, provider_id, device);

CREATE INDEX sessions_by_time ON public.sessions USING btree (tenant_id, mode, created_at, id, device);

CREATE INDEX sessions_in_progress ON public.sessions USING btree (expires_at) WHERE (status = 'IN_PROGRESS'::text);

CREATE INDEX sessions_of_user ON public.sessions USING btree (tenant_id, mode, user_id, created_at, id);

CREATE INDEX sessions_uncounted ON public.sessions USING btree (tenant_id, mode, created_at, step, provider_id, template_id, device) WHERE (counted = 0);

create table shards (
  shard smallint not null,
  owner text,
  leased_until bigint not null,
  PRIMARY KEY (shard)
);

create table tasks (
  id text not null,
  tenant_id text not null,
  mode text not null,
  type text not null,
  user_id text not null,
  source_id text not null,
  source_type text not null,
  provider_id text not null,
  session_id text,
  status text not null,
  outcome text,
  error_code text,
  datapoints text not null,
  started_at bigint not null,
  finished_at bigint,
  PRIMARY KEY (id)
);

CREATE INDEX tasks_by_age ON public.tasks USING btree (started_at);

CREATE INDEX tasks_by_source ON public.tasks USING btree (tenant_id, mode, source_id, started_at, id);

CREATE INDEX tasks_by_tenant ON public.tasks USING btree (tenant_id, mode, started_at, id);

CREATE INDEX tasks_by_user ON public.tasks USING btree (tenant_id, mode, user_id, started_at, id);

create table tenants (
  id text not null,
  name text not null,
  created_at bigint not null,
  public_url text,
  PRIMARY KEY (id)
);

create table tokens (
  id text not null,
  tenant_id text not null,
  mode text not null,
  user_id text not null,
  created_at bigint not null,
  expires_at bigint not null,
  PRIMARY KEY (id)
);

CREATE INDEX tokens_by_expiry ON public.tokens USING btree (expires_at);

CREATE INDEX tokens_by_user ON public.tokens USING btree (tenant_id, mode, user_id);

create table user_references (
  tenant_id text not null,
  mode text not null,
  value text not null,
  created_at bigint not null,
  user_id text not null,
  PRIMARY KEY (tenant_id, mode, value, created_at, user_id)
);

CREATE INDEX user_references_of_user ON public.user_references USING btree (tenant_id, mode, user_id);

create table users (
  id text not null,
  tenant_id text not null,
  mode text not null,
  external_metadata text not null,
  channel text not null,
  channel_id text,
  session_status text not null,
  payload_since bigint not null,
  created_at bigint not null,
  erasing smallint default 0 not null,
  PRIMARY KEY (id)
);

CREATE INDEX users_by_tenant ON public.users USING btree (tenant_id, mode, created_at, id);

create table webhook_versions (
  tenant_id text not null,
  mode text not null,
  version bigint not null,
  PRIMARY KEY (tenant_id, mode)
);

create table webhooks (
  tenant_id text not null,
  id text not null,
  mode text not null,
  name text not null,
  url text not null,
  event_types text not null,
  filter text,
  active smallint not null,
  include_payload smallint not null,
  secrets text not null,
  signing_key text,
  headers text not null,
  delivery text not null,
  tls text,
  paused_at bigint,
  paused_reason text,
  failing_since bigint,
  created_at bigint not null,
  updated_at bigint not null,
  deleted_at bigint,
  notify_email text,
  probe_requested_at bigint,
  PRIMARY KEY (tenant_id, id)
);

CREATE INDEX webhooks_by_change ON public.webhooks USING btree (updated_at);

CREATE INDEX webhooks_by_probe ON public.webhooks USING btree (probe_requested_at) WHERE (probe_requested_at IS NOT NULL);

CREATE INDEX webhooks_of_mode ON public.webhooks USING btree (tenant_id, mode, id) WHERE (deleted_at IS NULL);

create table wink_templates (
  id text not null,
  tenant_id text not null,
  mode text not null,
  name text not null,
  content text not null,
  created_at bigint not null,
  updated_at bigint not null,
  PRIMARY KEY (id)
);

CREATE INDEX wink_templates_by_tenant ON public.wink_templates USING btree (tenant_id, mode, created_at, id);

CREATE OR REPLACE FUNCTION public.chain_hash(before text, ids text[], digests text[])
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
declare hash text := before;
begin
  for n in 1 .. cardinality(ids) loop
    hash := encode(sha256(convert_to(hash || ':' || ids[n] || ':' || digests[n], 'UTF8')), 'hex');
  end loop;
  return hash;
end $function$;
