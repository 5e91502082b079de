-- The schema on sqlite, made by the migrations. Written by `npm run schema -w @winkwire/server`.

CREATE TABLE accounts (
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
, sign_in_begun smallint not null default 0);

CREATE INDEX accounts_by_age on accounts (created_at);

CREATE INDEX accounts_by_tenant on accounts (tenant_id, mode, created_at, id);

CREATE INDEX accounts_of_user on accounts (tenant_id, mode, user_id, created_at);

CREATE TABLE api_keys (
  key text primary key,
  tenant_id text not null,
  mode text not null,
  -- scrypt of the secret, see domain/api-keys.ts
  secret_hash text not null,
  -- 'generated' or 'configured': a configured key replaces the ones before it
  origin text not null,
  created_at bigint not null
, expires_at bigint, name text);

CREATE INDEX api_keys_by_tenant on api_keys (tenant_id, mode);

CREATE TABLE archives (
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
, fields text, reading text, corrections text, pages_known integer not null default 0, pages_read integer not null default 0);

CREATE INDEX archives_by_age on archives (created_at);

CREATE INDEX archives_by_tenant on archives (tenant_id, mode, created_at, id);

CREATE INDEX archives_by_user on archives (tenant_id, mode, user_id, created_at, id);

CREATE INDEX archives_waiting on archives (tenant_id, user_id, created_at) where status = 'STARTED';

CREATE TABLE attempt_figures (
  tenant_id text not null,
  webhook_id text not null,
  -- The milliseconds that a row covers: 300000 or 3600000.
  span bigint not null,
  starts_at bigint not null,
  total bigint not null,
  failed bigint not null,
  -- How many took up to 1, 2, 5, 10 ... ms: the bounds are in attempt-figures.ts. The last one has no bound.
  d0 bigint not null, d1 bigint not null, d2 bigint not null, d3 bigint not null, d4 bigint not null,
  d5 bigint not null, d6 bigint not null, d7 bigint not null, d8 bigint not null, d9 bigint not null,
  d10 bigint not null, d11 bigint not null, d12 bigint not null, d13 bigint not null, d14 bigint not null,
  expires_at bigint not null,
  primary key (tenant_id, webhook_id, span, starts_at)
);

CREATE INDEX attempt_figures_expiry on attempt_figures (expires_at);

CREATE VIEW attempts as
select d.tenant_id, d.webhook_id, d.sequence,
  case k.first when 1 then 1 else o.number end as number,
  case k.first when 1 then d.first_started_at else o.started_at end as started_at,
  case k.first when 1 then d.first_duration_ms else o.duration_ms end as duration_ms,
  case k.first when 1 then d.first_status else o.status end as status,
  o.error,
  case k.first when 1 then d.first_headers else o.response_headers end as response_headers,
  case k.first when 1 then d.first_body else o.response_body end as response_body,
  o.cause
from deliveries d cross join (select 0 as first union all select 1) k
left join other_attempts o
  on k.first = 0 and o.tenant_id = d.tenant_id and o.webhook_id = d.webhook_id and o.sequence = d.sequence
where case k.first when 1 then d.first_started_at else o.number end is not null;

CREATE TABLE callbacks (
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

CREATE INDEX callbacks_by_age on callbacks (at);

CREATE UNIQUE INDEX callbacks_by_event on callbacks (session_id, event_id);

CREATE INDEX callbacks_of_source on callbacks (session_id, source_id, source_version) where source_id is not null;

CREATE INDEX callbacks_of_user on callbacks (tenant_id, mode, user_id, at);

CREATE TABLE chores (
  name text primary key,
  owner text,
  leased_until bigint not null,
  due_at bigint not null
);

CREATE TABLE consent_templates (
  id text primary key,
  tenant_id text not null,
  mode text not null,
  consent_type text not null,
  title text,
  version text not null,
  consent_method text,
  consent_text text not null,
  created_at bigint not null
, language text, translations text not null default '[]', privacy_url text);

CREATE INDEX consent_templates_by_tenant on consent_templates (tenant_id, mode, created_at, id);

CREATE TABLE consents (
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
, wording_digest text not null default '', language text, data_types text not null default '[]', kept_days integer not null default 0);

CREATE INDEX consents_by_tenant on consents (tenant_id, mode, created_at, id);

CREATE UNIQUE INDEX consents_once on consents
  (tenant_id, mode, user_id, consented_with, consent_template_id, version, wording_digest, data_types, kept_days);

CREATE TABLE cursors (
  tenant_id text not null,
  webhook_id text not null,
  sequence bigint not null,
  primary key (tenant_id, webhook_id)
);

CREATE TABLE datapoints (
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

CREATE INDEX datapoints_by_source on datapoints (tenant_id, mode, source_id, kind, sorted_at, id);

CREATE INDEX datapoints_by_tenant on datapoints (tenant_id, mode, kind, sorted_at, id);

CREATE INDEX datapoints_by_user on datapoints (tenant_id, mode, user_id, kind, sorted_at, id);

CREATE TABLE deliveries (
  tenant_id text not null,
  webhook_id text not null,
  sequence bigint not null,
  mode text not null,
  event_id text not null,
  source_id text not null,
  -- 1: the body with the payload is the one sent.
  payload smallint not null,
  -- waiting, retrying, delivered, failed
  state text not null default 'waiting',
  attempts smallint not null default 0,
  -- Attempts made before it was last made due by hand: the retry schedule begins anew after them.
  attempts_before smallint not null default 0,
  -- When the next attempt is due; only while retrying.
  due_at bigint,
  last_status smallint,
  last_error text,
  created_at bigint not null,
  updated_at bigint not null, erased smallint not null default 0, first_started_at bigint, first_duration_ms integer, first_status smallint, first_headers text, first_body text, last_cause text, failure_state text
  generated always as (case when state in ('retrying', 'failed') then state end) virtual,
  primary key (tenant_id, webhook_id, sequence)
) without rowid;

CREATE INDEX deliveries_due on deliveries (tenant_id, webhook_id, due_at) where due_at is not null;

CREATE INDEX deliveries_failing on deliveries (tenant_id, mode, failure_state, event_id)
  where failure_state is not null;

CREATE INDEX deliveries_failing_at on deliveries (tenant_id, webhook_id, failure_state, sequence)
  where failure_state is not null;

CREATE INDEX deliveries_of_event on deliveries (tenant_id, mode, event_id);

CREATE TABLE egress_nodes (
  node text primary key,
  -- JSON: addresses and CIDR ranges that receivers are told.
  addresses text not null,
  proxy smallint not null,
  -- 1: a server outside saw one of the addresses; 0: it saw another; null: none was asked, or none answered.
  verified smallint,
  listed_until bigint not null
);

CREATE TABLE embedding_origins (
  tenant_id text not null,
  mode text not null,
  origin text not null,
  primary key (tenant_id, mode, origin)
);

CREATE TABLE employer_surveys (
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

CREATE INDEX employer_surveys_by_age on employer_surveys (created_at);

CREATE INDEX employer_surveys_by_tenant on employer_surveys (tenant_id, mode, created_at, id);

CREATE TABLE event_subjects (
  tenant_id text not null,
  mode text not null,
  -- 0 to 15, by the user or the source: see domain/bucket-of.ts.
  bucket smallint not null,
  id text not null,
  -- The user, or the source.
  subject_id text not null,
  primary key (tenant_id, mode, bucket, id, subject_id)
) without rowid;

CREATE TABLE event_subjects_end (
  tenant_id text not null,
  mode text not null,
  event_id text not null
);

CREATE TRIGGER event_subjects_deleted after delete on events begin
  delete from event_subjects
  where tenant_id = old.tenant_id and mode = old.mode
    and bucket in (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) and id = old.id;
end;

CREATE TABLE events (
  tenant_id text not null,
  mode text not null,
  -- Grows with time, so that the key is an append and its order is the log's order.
  id text not null,
  type text not null,
  source_id text not null,
  user_id text,
  session_id text,
  -- 0 to 15, by user: see pipeline/event-log/bucket-of.ts.
  bucket smallint not null,
  created_at bigint not null,
  -- The exact text that is signed and sent; the second is for endpoints that include the payload.
  -- Null once the user was erased: then the digests keep the hash chains verifiable.
  body text,
  payload_body text,
  body_digest text,
  payload_digest text, traceparent text,
  primary key (tenant_id, mode, id)
);

CREATE TABLE files (
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

CREATE INDEX files_by_archive on files (archive_id, position);

CREATE TABLE floors (
  tenant_id text not null,
  webhook_id text not null,
  sequence bigint not null,
  hash text not null,
  primary key (tenant_id, webhook_id)
);

CREATE TABLE heartbeats (
  id smallint primary key,
  at bigint not null
);

CREATE TABLE hosted_links (
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
, opened_at bigint);

CREATE INDEX hosted_links_by_expiry on hosted_links (expires_at);

CREATE INDEX hosted_links_by_tenant on hosted_links (tenant_id, mode, created_at, id);

CREATE INDEX hosted_links_of_user on hosted_links (tenant_id, mode, user_id);

CREATE TABLE idempotency_keys (
  tenant_id text not null,
  mode text not null,
  key text not null,
  -- SHA-256 of the request's body.
  digest text not null,
  event_id text not null,
  created_at bigint not null,
  primary key (tenant_id, mode, key)
);

CREATE INDEX idempotency_keys_by_age on idempotency_keys (created_at);

CREATE TABLE invite_logs (
  id text primary key,
  tenant_id text not null,
  mode text not null,
  invite_id text not null,
  user_id text not null,
  status text not null,
  created_at bigint not null
);

CREATE INDEX invite_logs_by_age on invite_logs (created_at);

CREATE INDEX invite_logs_by_invite on invite_logs (tenant_id, mode, invite_id, created_at, id);

CREATE TABLE invite_mails (
  invite_id text primary key,
  tenant_id text not null,
  mode text not null,
  attempts bigint not null,
  next_try_at bigint not null,
  leased_until bigint not null,
  last_error text,
  refused_at bigint
);

CREATE INDEX invite_mails_by_next_try on invite_mails (next_try_at);

CREATE INDEX invite_mails_by_tenant on invite_mails (tenant_id, next_try_at) where refused_at is null;

CREATE TABLE invite_templates (
  id text primary key,
  tenant_id text not null,
  mode text not null,
  name text not null,
  -- JSON: company, email, landingPage, successPage
  content text not null,
  created_at bigint not null,
  updated_at bigint not null
);

CREATE INDEX invite_templates_by_tenant on invite_templates (tenant_id, mode, created_at, id);

CREATE TABLE invites (
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

CREATE INDEX invites_by_age on invites (created_at);

CREATE INDEX invites_by_tenant on invites (tenant_id, mode, created_at, id);

CREATE INDEX invites_by_user on invites (tenant_id, mode, user_id);

CREATE TABLE leases (
  kind text not null,
  id text not null,
  owner text not null,
  leased_until bigint not null,
  primary key (kind, id)
);

CREATE TABLE linking_runs (
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
, redirect_url text);

CREATE INDEX linking_runs_by_due on linking_runs (due_at);

CREATE VIEW live_webhooks as select * from webhooks where deleted_at is null;

CREATE TABLE loaders (
  hash text primary key,
  script text not null,
  stored_at bigint not null
);

CREATE TABLE migrations (number integer primary key, name text not null, applied_at integer not null);

CREATE TABLE nodes (
  id text primary key,
  alive_until bigint not null
);

CREATE TABLE "other_attempts" (
  tenant_id text not null,
  webhook_id text not null,
  sequence bigint not null,
  number smallint not null,
  started_at bigint not null,
  duration_ms integer not null,
  -- HTTP status, or null and the error's code.
  status smallint,
  error text,
  response_headers text,
  response_body text, cause text,
  primary key (tenant_id, webhook_id, sequence, number)
) without rowid;

CREATE INDEX failed_attempts on other_attempts (tenant_id, webhook_id, started_at)
  where (status is null or status not between 200 and 299 or error is not null);

CREATE INDEX failed_attempts_by_code on other_attempts
  (tenant_id, webhook_id, coalesce(cast(status as text), error), started_at)
  where (status is null or status not between 200 and 299 or error is not null);

CREATE TABLE owner_mails (
  event_id text primary key,
  tenant_id text not null,
  mode text not null,
  webhook_id text not null,
  attempts bigint not null,
  next_try_at bigint not null,
  leased_until bigint not null,
  last_error text,
  refused_at bigint
);

CREATE INDEX owner_mails_by_next_try on owner_mails (next_try_at);

CREATE INDEX owner_mails_by_tenant on owner_mails (tenant_id, next_try_at) where refused_at is null;

CREATE INDEX owner_mails_by_webhook on owner_mails (tenant_id, webhook_id);

CREATE TABLE portal_sessions (
  token_hash text primary key,
  tenant_id text not null,
  created_at bigint not null,
  expires_at bigint not null
, person text, role text not null default 'OPERATOR');

CREATE INDEX portal_sessions_expires_at on portal_sessions (expires_at);

CREATE TABLE portal_sign_in_links (
  token_hash text primary key,
  tenant_id text not null,
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint
, person text, role text not null default 'OPERATOR');

CREATE TABLE queues (
  tenant_id text not null,
  webhook_id text not null,
  -- 0 to 63: what a process leases to deliver for.
  shard smallint not null,
  sequence bigint not null,
  hash text not null,
  primary key (tenant_id, webhook_id)
);

CREATE INDEX queues_of_shard on queues (shard);

CREATE VIEW referenced_users as
select r.user_id as id, r.tenant_id, r.mode, u.external_metadata, u.channel, u.channel_id, u.session_status, u.payload_since,
  r.created_at, r.value as reference
from user_references r join users u on u.id = r.user_id;

CREATE TABLE replays (
  tenant_id text not null,
  id text not null,
  webhook_id text not null,
  mode text not null,
  -- rewind: all again; recover: those that failed; replay: events of the log that it was never given.
  kind text not null,
  -- Sequence numbers; for a replay the ms since 1970 of events.
  position bigint not null,
  through bigint not null,
  -- For a replay: the last event that was looked at.
  event_id text,
  -- running, done, canceled
  state text not null,
  scheduled bigint not null,
  created_at bigint not null,
  updated_at bigint not null, after_sequence bigint not null default 0, last_sequence bigint not null default 0,
  primary key (tenant_id, id)
);

CREATE INDEX replays_running on replays (webhook_id) where state = 'running';

CREATE TABLE sandbox_sign_ins (
  -- kind and id
  id text primary key,
  -- JSON
  payload text not null,
  uid text,
  grant_id text,
  expires_at bigint not null
);

CREATE INDEX sandbox_sign_ins_by_expiry on sandbox_sign_ins (expires_at);

CREATE INDEX sandbox_sign_ins_by_grant on sandbox_sign_ins (grant_id) where grant_id is not null;

CREATE INDEX sandbox_sign_ins_by_uid on sandbox_sign_ins (uid) where uid is not null;

CREATE TABLE session_figures (
  tenant_id text not null,
  mode text not null,
  -- its first and its last millisecond
  day bigint not null,
  day_ends_at bigint not null,
  provider_id text not null,
  template_id text not null,
  device text not null,
  step smallint not null,
  sessions bigint not null,
  primary key (tenant_id, mode, day, provider_id, template_id, device, step)
);

CREATE INDEX session_figures_by_age on session_figures (day_ends_at);

CREATE TABLE sessions (
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
, return_url text, away_until bigint, return_code text, template_id text, device text, provider_id text, last_screen text, step smallint not null default 0, outcome text not null default 'NEVER_OPENED', error_code text, seen_at bigint, silent_at bigint, ended_by_silence smallint not null default 0, counted smallint not null default 0);

CREATE INDEX sessions_by_age on sessions (created_at);

CREATE INDEX sessions_by_outcome on sessions
  (tenant_id, mode, outcome, created_at, id, status, provider_id, template_id, device);

CREATE INDEX sessions_by_provider on sessions
  (tenant_id, mode, provider_id, created_at, id, status, outcome, template_id, device);

CREATE INDEX sessions_by_template on sessions
  (tenant_id, mode, template_id, created_at, id, status, outcome, provider_id, device);

CREATE INDEX sessions_by_time on sessions (tenant_id, mode, created_at, id, device);

CREATE INDEX sessions_in_progress on sessions (expires_at) where status = 'IN_PROGRESS';

CREATE INDEX sessions_of_user on sessions (tenant_id, mode, user_id, created_at, id);

CREATE INDEX sessions_uncounted on sessions
  (tenant_id, mode, created_at, step, provider_id, template_id, device) where counted = 0;

CREATE TABLE shards (
  shard smallint primary key,
  owner text,
  leased_until bigint not null
);

CREATE TABLE tasks (
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

CREATE INDEX tasks_by_age on tasks (started_at);

CREATE INDEX tasks_by_source on tasks (tenant_id, mode, source_id, started_at, id);

CREATE INDEX tasks_by_tenant on tasks (tenant_id, mode, started_at, id);

CREATE INDEX tasks_by_user on tasks (tenant_id, mode, user_id, started_at, id);

CREATE TABLE tenants (
  id text primary key,
  name text not null,
  created_at bigint not null
, public_url text);

CREATE TABLE tokens (
  id text primary key,
  tenant_id text not null,
  mode text not null,
  user_id text not null,
  created_at bigint not null,
  expires_at bigint not null
);

CREATE INDEX tokens_by_expiry on tokens (expires_at);

CREATE INDEX tokens_by_user on tokens (tenant_id, mode, user_id);

CREATE TABLE user_references (
  tenant_id text not null,
  mode text not null,
  value text not null,
  -- That of the user, so that the users of one value are in the order of the list of users.
  created_at bigint not null,
  user_id text not null,
  primary key (tenant_id, mode, value, created_at, user_id)
);

CREATE INDEX user_references_of_user on user_references (tenant_id, mode, user_id);

CREATE TABLE users (
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
, erasing smallint not null default 0);

CREATE INDEX users_by_tenant on users (tenant_id, mode, created_at, id);

CREATE TABLE webhook_versions (
  tenant_id text not null,
  mode text not null,
  version bigint not null,
  primary key (tenant_id, mode)
);

CREATE TABLE webhooks (
  tenant_id text not null,
  id text not null,
  mode text not null,
  name text not null,
  url text not null,
  -- JSON list of types, prefixes as `ACCOUNT_*`, or `ALL_EVENTS`.
  event_types text not null,
  -- JSON object that an event's data must match, or null.
  filter text,
  active smallint not null,
  include_payload smallint not null,
  -- JSON list `[{ sealed, createdAt, expiresAt }]`, newest first: the first signs, the others overlap until they expire.
  secrets text not null,
  -- JSON `{ privateKey (sealed), publicKey }` for `v1a` signatures, or null.
  signing_key text,
  -- JSON object of headers sent beside ours.
  headers text not null,
  -- JSON: what the owner set of concurrency, ratePerSecond, timeoutSeconds, retryDelays, strictOrder.
  delivery text not null,
  -- Sealed JSON `{ ca, certificate, key }`, or null.
  tls text,
  -- When and why it was paused, by the owner or by us; null while active.
  paused_at bigint,
  paused_reason text,
  -- Since when no attempt succeeded; null while healthy.
  failing_since bigint,
  created_at bigint not null,
  updated_at bigint not null,
  deleted_at bigint, notify_email text, probe_requested_at bigint,
  primary key (tenant_id, id)
);

CREATE INDEX webhooks_by_change on webhooks (updated_at);

CREATE INDEX webhooks_by_probe on webhooks (probe_requested_at) where probe_requested_at is not null;

CREATE INDEX webhooks_of_mode on webhooks (tenant_id, mode, id) where deleted_at is null;

CREATE TABLE wink_templates (
  id text primary key,
  tenant_id text not null,
  mode text not null,
  name text not null,
  -- JSON: company, providers, options
  content text not null,
  created_at bigint not null,
  updated_at bigint not null
);

CREATE INDEX wink_templates_by_tenant on wink_templates (tenant_id, mode, created_at, id);
