-- As on PostgreSQL, a first attempt that succeeded is stored in the row of its delivery, if its response is short. Then
-- its outcome changes one page of the database and not two. The view has no union, because SQLite would copy all
-- attempts of a tenant before a join with them. Instead, `k` has two rows for each delivery: one for the attempt in the
-- delivery's own row, and one for those in `other_attempts`.
drop view attempts;
create view attempts as
select d.tenant_id, d.webhook_id, d.sequence,
  case k.first when 1 then 1 else o.number end as number,
  case k.first when 1 then d.first_started_at else o.started_at end as started_at,
  case k.first when 1 then d.first_duration_ms else o.duration_ms end as duration_ms,
  case k.first when 1 then d.first_status else o.status end as status,
  o.error,
  case k.first when 1 then d.first_headers else o.response_headers end as response_headers,
  case k.first when 1 then d.first_body else o.response_body end as response_body,
  o.cause
from deliveries d cross join (select 0 as first union all select 1) k
left join other_attempts o
  on k.first = 0 and o.tenant_id = d.tenant_id and o.webhook_id = d.webhook_id and o.sequence = d.sequence
where case k.first when 1 then d.first_started_at else o.number end is not null;
