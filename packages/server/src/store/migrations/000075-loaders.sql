-- Every loader that this installation has served. A page may name one in its URL, and keeps it after an upgrade.
create table loaders (
  hash text primary key,
  script text not null,
  stored_at bigint not null
);
