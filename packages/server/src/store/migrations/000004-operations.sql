-- Which process delivers for which shard; a lease that is renewed while the process lives.
create table shards (
  shard smallint primary key,
  owner text,
  leased_until bigint not null
);

-- What an `Idempotency-Key` was first used for.
create table idempotency_keys (
  tenant_id text not null,
  mode text not null,
  key text not null,
  -- SHA-256 of the request's body.
  digest text not null,
  event_id text not null,
  created_at bigint not null,
  primary key (tenant_id, mode, key)
);

create index idempotency_keys_by_age on idempotency_keys (created_at);

-- Long work on an endpoint: rewind, recover, replay. Goes on from `position` after a restart.
create table replays (
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
  updated_at bigint not null,
  primary key (tenant_id, id)
);

create index replays_running on replays (webhook_id) where state = 'running';

-- Processes that deliver, as long as they live.
create table nodes (
  id text primary key,
  alive_until bigint not null
);
