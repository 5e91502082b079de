-- One row for each event and endpoint that it matches. `sequence` has no gaps within an endpoint.
create table deliveries (
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
  updated_at bigint not null,
  primary key (tenant_id, webhook_id, sequence)
) without rowid;

create index deliveries_of_event on deliveries (tenant_id, mode, event_id);
-- Holds only what waits for a retry: first attempts are read in the order of the key, from the endpoint's cursor.
create index deliveries_due on deliveries (tenant_id, webhook_id, due_at) where due_at is not null;

-- Every request that was made.
create table attempts (
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
  response_body text,
  primary key (tenant_id, webhook_id, sequence, number)
) without rowid;
