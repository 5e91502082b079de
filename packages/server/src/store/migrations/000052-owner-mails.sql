-- Who is written to when the endpoint fails, is disabled, or works again; null is nobody.
alter table webhooks add column notify_email text;

-- A view keeps the columns of its making.
drop view live_webhooks;
create view live_webhooks as select * from webhooks where deleted_at is null;

-- The outbox of mails to owners of endpoints: each is about an event of the log, and written from it when it is sent.
create table owner_mails (
  event_id text primary key,
  tenant_id text not null,
  mode text not null,
  webhook_id text not null,
  attempts bigint not null,
  next_try_at bigint not null,
  leased_until bigint not null,
  last_error text,
  refused_at bigint
);

create index owner_mails_by_next_try on owner_mails (next_try_at);
create index owner_mails_by_webhook on owner_mails (tenant_id, webhook_id);
