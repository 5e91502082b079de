-- For mails that are taken from all tenants in turn.
create index invite_mails_by_tenant on invite_mails (tenant_id, next_try_at) where refused_at is null;
create index owner_mails_by_tenant on owner_mails (tenant_id, next_try_at) where refused_at is null;
