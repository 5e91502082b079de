-- The event log. An event is kept whether or not anybody listens.
create table events (
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
  payload_digest text,
  primary key (tenant_id, mode, id)
);

-- Holds what searches by user and by source look at, so that they read no body that they do not want.
create index events_of_bucket on events (tenant_id, mode, bucket, id, user_id, source_id);
