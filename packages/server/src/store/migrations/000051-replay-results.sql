-- The deliveries of a replay lie between these sequence numbers: what came of them is counted there.
alter table replays add column after_sequence bigint not null default 0;
alter table replays add column last_sequence bigint not null default 0;
