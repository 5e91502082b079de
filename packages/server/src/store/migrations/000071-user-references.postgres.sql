-- The values of each user's `externalMetadata`, in lower case: whoever knows only these finds the user.
create table user_references (
  tenant_id text not null,
  mode text not null,
  value text not null,
  -- That of the user, so that the users of one value are in the order of the list of users.
  created_at bigint not null,
  user_id text not null,
  primary key (tenant_id, mode, value, created_at, user_id)
);

create index user_references_of_user on user_references (tenant_id, mode, user_id);

create view referenced_users as
select r.user_id as id, r.tenant_id, r.mode, u.external_metadata, u.channel, u.channel_id, u.session_status, u.payload_since,
  r.created_at, r.value as reference
from user_references r join users u on u.id = r.user_id;

-- PostgreSQL has no NUL in texts, and refuses to read one from JSON.
insert into user_references (tenant_id, mode, value, created_at, user_id)
select u.tenant_id, u.mode, lower(j.value), u.created_at, u.id from users u,
  json_each_text(case when u.external_metadata like '%\\u0000%' then '{}' else u.external_metadata end::json) j
on conflict do nothing;
