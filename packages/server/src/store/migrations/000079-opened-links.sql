-- When the page of a hosted link first opened the widget.
alter table hosted_links add column opened_at bigint;

create index hosted_links_by_tenant on hosted_links (tenant_id, mode, created_at, id);
