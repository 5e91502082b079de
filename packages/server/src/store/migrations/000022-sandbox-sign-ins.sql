-- What the sandbox's own OpenID provider remembers of a sign-in for some minutes; never a password.
create table sandbox_sign_ins (
  -- kind and id
  id text primary key,
  -- JSON
  payload text not null,
  uid text,
  grant_id text,
  expires_at bigint not null
);

create index sandbox_sign_ins_by_uid on sandbox_sign_ins (uid) where uid is not null;
create index sandbox_sign_ins_by_grant on sandbox_sign_ins (grant_id) where grant_id is not null;
create index sandbox_sign_ins_by_expiry on sandbox_sign_ins (expires_at);
