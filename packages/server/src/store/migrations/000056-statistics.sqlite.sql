-- SQLite plans by statistics, and without any it takes a tenant to have ten rows: at 200,000 events an event with its
-- deliveries was looked up by reading every delivery of the tenant, in 700 ms. Those below are told, not gathered,
-- so that plans are the same in an empty database as in a full one: rows, and rows for each beginning of the key.
analyze tenants;
insert into sqlite_stat1 (tbl, idx, stat) values
  ('events', 'sqlite_autoindex_events_1', '1000000 500000 500000 1'),
  ('events', 'events_of_bucket', '1000000 500000 500000 31250 1 1 1'),
  ('deliveries', 'deliveries', '1000000 500000 50000 1'),
  ('deliveries', 'deliveries_of_event', '1000000 500000 500000 2'),
  ('deliveries', 'deliveries_due', '10000 5000 500 2'),
  ('attempts', 'attempts', '1000000 500000 50000 2 1');
