-- 1: the user was erased, so what a receiver answers to it, late or to what is still sent, is not kept.
alter table deliveries add column erased smallint not null default 0;
