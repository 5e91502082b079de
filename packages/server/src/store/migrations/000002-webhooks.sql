-- Endpoints that a tenant registered. One that was deleted stays until its deliveries have expired.
create table webhooks (
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
  deleted_at bigint,
  primary key (tenant_id, id)
);

create index webhooks_of_mode on webhooks (tenant_id, mode, id) where deleted_at is null;

-- Grows with every change of a tenant's webhooks: who keeps them in memory compares it.
create table webhook_versions (
  tenant_id text not null,
  mode text not null,
  version bigint not null,
  primary key (tenant_id, mode)
);

-- The counter of each endpoint: the last sequence number given, and the hash of the chain up to it.
-- Locked for a moment by every append; therefore narrow, and alone.
create table queues (
  tenant_id text not null,
  webhook_id text not null,
  -- 0 to 63: what a process leases to deliver for.
  shard smallint not null,
  sequence bigint not null,
  hash text not null,
  primary key (tenant_id, webhook_id)
);

create index queues_of_shard on queues (shard);

-- Up to here every delivery of the endpoint had its first attempt. A low-water mark, written now and then.
create table cursors (
  tenant_id text not null,
  webhook_id text not null,
  sequence bigint not null,
  primary key (tenant_id, webhook_id)
);
