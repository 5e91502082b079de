-- How the files of an archive were read, and what people corrected in the result, as JSON.
alter table archives add column reading text;
alter table archives add column corrections text;
-- How many pages the files are known to have, and how many are read. The widget shows it while it waits.
alter table archives add column pages_known integer not null default 0;
alter table archives add column pages_read integer not null default 0;
