-- 1 from the beginning of a user's erasure. Nothing more is created for the user from then on.
alter table users add column erasing smallint not null default 0;
