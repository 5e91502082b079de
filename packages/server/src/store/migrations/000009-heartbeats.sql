-- Written by `/readyz`: whether the database takes writes is known only by writing.
create table heartbeats (
  id smallint primary key,
  at bigint not null
);
