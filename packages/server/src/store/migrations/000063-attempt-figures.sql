-- Attempts of each endpoint by time, so that error rates and latencies are read without counting attempts.
create table attempt_figures (
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

create index attempt_figures_expiry on attempt_figures (expires_at);
