-- 1 once a sign-in has had its turn: until it is over, it counts as a guess that may be wrong.
alter table accounts add column sign_in_begun smallint not null default 0;
