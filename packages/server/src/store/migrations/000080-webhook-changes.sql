-- Every process looks for changed webhooks every two seconds. Without indexes it reads all of them.
create index webhooks_by_change on webhooks (updated_at);
create index webhooks_by_probe on webhooks (probe_requested_at) where probe_requested_at is not null;
