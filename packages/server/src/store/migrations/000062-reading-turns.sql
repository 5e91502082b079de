-- Whose turn it is to have an archive read: by tenant, by user, by age. The lease is asked of few rows then.
drop index archives_unfinished;
create index archives_waiting on archives (tenant_id, user_id, created_at) where status = 'STARTED';
