-- Finds the failed attempts of an endpoint by time, and by their status or error, among any number that succeeded.
-- A success is in neither index, so it costs no more than before. The condition is repeated in search-attempts.ts.
create index failed_attempts on other_attempts (tenant_id, webhook_id, started_at)
  where (status is null or status not between 200 and 299 or error is not null);
create index failed_attempts_by_code on other_attempts
  (tenant_id, webhook_id, coalesce(cast(status as text), error), started_at)
  where (status is null or status not between 200 and 299 or error is not null);
