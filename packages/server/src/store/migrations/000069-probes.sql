-- When the owner last requested a probe, whatever the circuit breaker says. The process that delivers compares it with
-- what it knew before.
alter table webhooks add column probe_requested_at bigint;
