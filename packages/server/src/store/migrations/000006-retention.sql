-- Up to here an endpoint's deliveries have expired, and the hash of its chain up to there: what remains is verified
-- from it. No row as long as all are there.
create table floors (
  tenant_id text not null,
  webhook_id text not null,
  sequence bigint not null,
  hash text not null,
  primary key (tenant_id, webhook_id)
);

-- Work that one process does at a time, now and then: when it is due, and until when somebody is at it.
create table chores (
  name text primary key,
  owner text,
  leased_until bigint not null,
  due_at bigint not null
);

-- W3C trace context of the request that caused the event, where traces are kept.
alter table events add column traceparent text;
