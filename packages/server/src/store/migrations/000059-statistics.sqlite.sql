-- What the statistics say of a table that has another name now.
delete from sqlite_stat1 where tbl in ('attempts', 'other_attempts');
insert into sqlite_stat1 (tbl, idx, stat) values
  ('other_attempts', 'other_attempts', '1000000 500000 50000 2 1');
