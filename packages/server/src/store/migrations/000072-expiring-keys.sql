-- A key without an end has null here.
alter table api_keys add column expires_at bigint;
alter table api_keys add column name text;
