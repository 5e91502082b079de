-- Where each value stands in the files of an archive, and how surely it was read, as JSON.
alter table archives add column fields text;
